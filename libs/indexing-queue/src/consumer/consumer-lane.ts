import type { Message } from '@aws-sdk/client-sqs';
import { Injectable, Logger, type BeforeApplicationShutdown, type Type } from '@nestjs/common';
import { SqsConsumerEventHandler, SqsMessageHandler } from '@ssut/nestjs-sqs';
import { EventEmitter, once } from 'node:events';
import { receiveCountOf } from '../received-message';
import { MessageIntake } from './message-intake';
import { Place } from './place';
import { Places } from './places';
import { PollGate } from './poll-gate';
import { reasonOf } from './reason-of';

/** Enough for 64 workers at 10 messages a lane; a module cannot add providers once their number is known. */
const LANES = 64;

export const laneNames = Array.from({ length: LANES }, (_, index) => `indexing-${index + 1}`);
export const lanes = laneNames.map(consumerLane);

/** nestjs-sqs finds a consumer's handler by the name in its decorator: each consumer needs a class of its own. */
function consumerLane(name: string): Type<BeforeApplicationShutdown> {
  @Injectable()
  class ConsumerLane implements BeforeApplicationShutdown {
    private readonly logger = new Logger('IndexingQueue');
    private readonly stop = new EventEmitter();
    private running = false;

    constructor(
      private readonly intake: MessageIntake,
      private readonly gate: PollGate,
      private readonly places: Places,
    ) {}

    @SqsMessageHandler(name)
    async take(message: Message): Promise<void> {
      await this.intake.take(message, new Place(this.places, name));
    }

    @SqsConsumerEventHandler(name, 'started')
    started(): void {
      this.running = true;
    }

    /** nestjs-sqs stops its consumers without waiting for them, so somebody has to. */
    @SqsConsumerEventHandler(name, 'stopped')
    stopped(): void {
      this.running = false;
      this.stop.emit('stopped');
    }

    /** Without this listener an error event would end the process. */
    @SqsConsumerEventHandler(name, 'error')
    failed(error: Error, message: Message | undefined): void {
      if (message === undefined) return this.gate.failed(error);
      this.logger.warn({ msg: 'message comes again: it could not be acknowledged or extended', messageId: message.MessageId, reason: error.message });
    }

    @SqsConsumerEventHandler(name, 'processing_error')
    rejected({ cause }: Error, message: Message): void {
      const { MessageId: messageId } = message;
      this.logger.warn({ msg: 'message given back', messageId, receiveCount: receiveCountOf(message), reason: reasonOf(cause) });
      this.logger.debug({ messageId, err: cause });
    }

    async beforeApplicationShutdown(): Promise<void> {
      if (this.running) await once(this.stop, 'stopped');
    }
  }
  return ConsumerLane;
}
