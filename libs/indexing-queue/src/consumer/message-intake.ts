import type { Message } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { AttemptBrokenOffError, InvalidMessageError } from '../errors';
import { IndexingQueue } from '../indexing-queue';
import { readBody } from '../read-body';
import { deliveryOf } from '../received-message';
import type { Delivery } from '../types';
import { IndexingHandler } from './indexing-handler';
import type { Place } from './place';
import { reasonOf } from './reason-of';

/** Takes one message as SQS delivers it: reads it and hands it to the app. */
@Injectable()
export class MessageIntake {
  private readonly logger = new Logger(MessageIntake.name);

  constructor(
    private readonly queue: IndexingQueue,
    private readonly handler: IndexingHandler,
  ) {}

  /** Resolving acknowledges the message, throwing gives it back: SQS counts that, and moves it away in the end without a word. */
  async take(message: Message, place: Place): Promise<void> {
    const { maxReceiveCount } = await this.queue.connection.redrivePolicy();
    const delivery = deliveryOf(message, maxReceiveCount);
    const body = message.Body ?? '';
    try {
      await this.work(body, delivery, place);
    } catch (error) {
      await this.settle(error, body, delivery);
    } finally {
      place.leave();
    }
  }

  /** An S3 event may carry several records: all are done before the message is acknowledged. */
  private async work(body: string, delivery: Delivery, place: Place): Promise<void> {
    for (const task of readBody(body, this.queue.connection.options.eventCollections ?? [])) {
      const { sentAt = delivery.sentAt } = task;
      if (task.kind === 'index') await this.handler.handle(task.message, { ...delivery, sentAt }, place);
      else await this.handler.remove(task.object, { ...delivery, sentAt }, place);
    }
  }

  /**
   * A body that cannot be read today cannot be read at the tenth delivery either: it goes to the dead-letter queue at once. Any
   * other message goes there after its last delivery; we send it before SQS does, to attach the reason. If that fails, SQS does.
   */
  private async settle(error: unknown, body: string, { messageId, sentAt, isLast, receiveCount }: Delivery): Promise<void> {
    const hopeless = error instanceof InvalidMessageError;
    if (!hopeless && !isLast) throw error;
    if (error instanceof AttemptBrokenOffError) return this.queue.sendAgain(body, sentAt);
    await this.queue.sendToDeadLetters(body, { problem: reasonOf(error), sentAt });
    this.logger.warn({ msg: 'message moved to the dead-letter queue', messageId, receiveCount, reason: reasonOf(error) });
  }
}
