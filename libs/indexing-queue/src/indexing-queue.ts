import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createQueues } from './create-queues';
import { NoDeadLetterQueueError } from './errors';
import type { IndexingMessage } from './indexing-message';
import { MODULE_OPTIONS_TOKEN } from './indexing-queue.module-definition';
import { messageBatches } from './message-batches';
import { sendBatch } from './send-batch';
import { SqsConnection } from './sqs-connection';
import type { IndexingQueueOptions, QueueDepth } from './types';

/** The queue of photos to index, seen from the side that fills it and watches it. */
@Injectable()
export class IndexingQueue implements OnApplicationShutdown {
  /** For this lib's classes only. */
  readonly connection: SqsConnection;

  constructor(@Inject(MODULE_OPTIONS_TOKEN) options: IndexingQueueOptions) {
    this.connection = new SqsConnection(options);
  }

  /**
   * Resolves when SQS holds every message. After an error some may have been sent: sending all again is harmless, since
   * a photo indexed twice is stored once. Throws `QueueUnavailableError`, `QueueNotFoundError` or `EnqueueFailedError`.
   */
  async enqueue(messages: readonly IndexingMessage[]): Promise<void> {
    const queueUrl = await this.connection.queueUrl();
    for (const batch of messageBatches(messages.map((message) => JSON.stringify(message)))) {
      await this.connection.ask(() => sendBatch(this.connection.client, queueUrl, batch));
    }
  }

  /** Puts a body that cannot be read where people look, with the reason as the message attribute `problem`. */
  async sendToDeadLetters(body: string, problem: string): Promise<void> {
    const deadLetterUrl = await this.connection.deadLetterUrl();
    if (deadLetterUrl === undefined) throw new NoDeadLetterQueueError(this.connection.options.queueName);
    const command = new SendMessageCommand({
      QueueUrl: deadLetterUrl,
      MessageBody: body,
      MessageAttributes: { problem: { DataType: 'String', StringValue: problem } },
    });
    await this.connection.ask(() => this.connection.client.send(command));
  }

  async depth(): Promise<QueueDepth> {
    const deadLetterUrl = await this.connection.deadLetterUrl();
    const queueUrl = await this.connection.queueUrl();
    const [queue, deadLetters] = await Promise.all([
      this.connection.attributes(queueUrl, [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ]),
      deadLetterUrl === undefined ? undefined : this.connection.attributes(deadLetterUrl, ['ApproximateNumberOfMessages']),
    ]);
    return {
      visible: Number(queue.ApproximateNumberOfMessages ?? 0),
      inFlight: Number(queue.ApproximateNumberOfMessagesNotVisible ?? 0),
      delayed: Number(queue.ApproximateNumberOfMessagesDelayed ?? 0),
      deadLetters: Number(deadLetters?.ApproximateNumberOfMessages ?? 0),
    };
  }

  /** Creates queue and dead-letter queue where missing. For the local cloud: in AWS, queues belong to Terraform. */
  async ensure(): Promise<void> {
    await this.connection.ask(() => createQueues(this.connection));
  }

  /** Resolves when SQS answers; rejects with `QueueUnavailableError` or `QueueNotFoundError` when it does not. */
  async ping(): Promise<void> {
    await this.connection.attributes(await this.connection.queueUrl(), ['QueueArn']);
  }

  onApplicationShutdown(): void {
    this.connection.close();
  }
}
