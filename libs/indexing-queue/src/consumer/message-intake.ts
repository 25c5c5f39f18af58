import type { Message } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { InvalidMessageError } from '../errors';
import { IndexingQueue } from '../indexing-queue';
import { parseIndexingMessage } from '../parse-indexing-message';
import type { Delivery } from '../types';
import { IndexingHandler } from './indexing-handler';

/** Takes one message as SQS delivers it: reads it and hands it to the app. */
@Injectable()
export class MessageIntake {
  private readonly logger = new Logger(MessageIntake.name);

  constructor(
    private readonly queue: IndexingQueue,
    private readonly handler: IndexingHandler,
  ) {}

  /**
   * A body that cannot be read today cannot be read at the tenth delivery either: it goes to the dead-letter queue at
   * once, with the reason. If that fails the error gives the message back, and SQS moves it there in the end.
   */
  async take(message: Message): Promise<void> {
    const body = message.Body ?? '';
    try {
      await this.handler.handle(parseIndexingMessage(body), deliveryOf(message));
    } catch (error) {
      if (!(error instanceof InvalidMessageError)) throw error;
      await this.queue.sendToDeadLetters(body, error.message);
      this.logger.warn({ msg: 'message moved to the dead-letter queue', messageId: message.MessageId, problems: error.problems });
    }
  }
}

export function deliveryOf({ MessageId, Attributes }: Message): Delivery {
  return {
    messageId: MessageId ?? '',
    sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)),
    receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 1),
  };
}
