import { SendMessageCommand, type MessageAttributeValue } from '@aws-sdk/client-sqs';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createQueues } from './create-queues';
import { NoDeadLetterQueueError } from './errors';
import type { IndexingMessage } from './indexing-message';
import { MODULE_OPTIONS_TOKEN } from './indexing-queue.module-definition';
import { messageBatches } from './message-batches';
import { sendBatch } from './send-batch';
import { sentAtAttributes } from './sent-at';
import { SqsConnection } from './sqs-connection';
import { traceparentAttributes } from './traceparent';
import type { IndexingQueueOptions, QueueDepth } from './types';

/** A batch takes SQS 10 to 20 ms: one after the other, 100,000 photos would take minutes. */
const sendsAtOnce = 5;
/** Why a message is in the dead-letter queue. */
export const problemAttribute = 'problem';
/** Characters: enough for a line, and far from what SQS takes. */
const longestProblem = 1_000;

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
    const batches = [...messageBatches(messages.map(bodyOf))];
    const MessageAttributes = traceparentAttributes(this.connection.options.traceparent?.());
    const send = async (): Promise<void> => {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
        const entries = batch.map((entry) => ({ ...entry, MessageAttributes }));
        await this.connection.ask(() => sendBatch(this.connection.client, queueUrl, entries));
      }
    };
    await Promise.all(Array.from({ length: sendsAtOnce }, send));
  }

  /** Puts a body where people look, with the reason as the message attribute `problem`. */
  async sendToDeadLetters(body: string, { problem, sentAt }: { readonly problem: string; readonly sentAt: Date }): Promise<void> {
    const deadLetterUrl = await this.connection.deadLetterUrl();
    if (deadLetterUrl === undefined) throw new NoDeadLetterQueueError(this.connection.options.queueName);
    const attribute = { DataType: 'String', StringValue: fitForSqs(problem).slice(0, longestProblem) };
    await this.send(deadLetterUrl, body, { ...sentAtAttributes(sentAt), [problemAttribute]: attribute });
  }

  /** The same message as a new one, its deliveries not counted so far; it keeps when it was first sent. */
  async sendAgain(body: string, sentAt: Date): Promise<void> {
    await this.send(await this.connection.queueUrl(), body, sentAtAttributes(sentAt));
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

  private async send(queueUrl: string, body: string, attributes: Record<string, MessageAttributeValue>): Promise<void> {
    const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, MessageAttributes: attributes });
    await this.connection.ask(() => this.connection.client.send(command));
  }

  onApplicationShutdown(): void {
    this.connection.close();
  }
}

/** SQS takes XML's characters only, and a local one none beyond 16 bits; a key may have others, and JSON can write them differently. */
function bodyOf(message: IndexingMessage): string {
  return JSON.stringify(message).replace(/[\ud800-\udfff\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

function fitForSqs(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '?') || 'unknown';
}
