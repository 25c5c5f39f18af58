import {
  ChangeMessageVisibilityBatchCommand, DeleteMessageBatchCommand, ReceiveMessageCommand, type Message, type SQSClient,
} from '@aws-sdk/client-sqs';
import { NoDeadLetterQueueError } from './errors';
import { problemAttribute, type IndexingQueue } from './indexing-queue';
import { sentAtOf } from './sent-at';
import type { SqsConnection } from './sqs-connection';

/** Long enough to look at every dead letter once before the first one is visible again. */
const HIDDEN_SECONDS = 300;

export interface DeadLetter {
  readonly body: string;
  /** Why it is there; undefined when SQS itself moved it, after deliveries that nobody survived. */
  readonly problem: string | undefined;
  readonly sentAt: Date;
}

/** What is done to a queue by hand: dead letters seen and sent again, messages thrown away. */
export class QueueUpkeep {
  private readonly connection: SqsConnection;

  /** `waitSeconds`: SQS finds what is on all its hosts only when it may wait; a local one has a single host. */
  constructor(private readonly queue: IndexingQueue, private readonly waitSeconds = 1) {
    this.connection = queue.connection;
  }

  /** Some of the dead letters; they stay where they are, and are invisible to others for a second. */
  async deadLetters(): Promise<DeadLetter[]> {
    const url = await this.connection.deadLetterUrl();
    if (url === undefined) return [];
    return (await this.receive(url, 1)).map(toDeadLetter);
  }

  /**
   * Sends dead letters to the queue again: all, or those that `wanted` picks. Sent before it is removed, none is lost when this
   * is interrupted; one may then be there twice, and is indexed once. Resolves with how many were moved.
   */
  async redrive(wanted: (letter: DeadLetter) => boolean = () => true): Promise<number> {
    const url = await this.connection.deadLetterUrl();
    if (url === undefined) throw new NoDeadLetterQueueError(this.connection.options.queueName);
    const passedOver = new Map<string, Message>();
    let moved = 0;
    for (;;) {
      const messages = await this.receive(url, HIDDEN_SECONDS);
      // All have been looked at once when one comes again.
      const fresh = messages.filter(({ MessageId }) => !passedOver.has(MessageId ?? ''));
      if (fresh.length === 0) break;
      const chosen = fresh.filter((message) => wanted(toDeadLetter(message)));
      for (const message of fresh) if (!chosen.includes(message)) passedOver.set(message.MessageId ?? '', message);
      await Promise.all(chosen.map((message) => this.queue.sendAgain(message.Body ?? '', sentAtOf(message))));
      await this.remove(url, chosen);
      moved += chosen.length;
    }
    await this.release(url, [...passedOver.values()]);
    return moved;
  }

  /** Throws away every message that waits in the queue, or in its dead-letter queue; resolves with how many. `seen`: each one's body, when it is gone. */
  async drain(which: 'queue' | 'dead-letters', seen: (body: string) => void = () => undefined): Promise<number> {
    const url = which === 'queue' ? await this.connection.queueUrl() : await this.connection.deadLetterUrl();
    if (url === undefined) throw new NoDeadLetterQueueError(this.connection.options.queueName);
    let drained = 0;
    for (;;) {
      const messages = await this.receive(url, HIDDEN_SECONDS);
      if (messages.length === 0) return drained;
      await this.remove(url, messages);
      for (const { Body } of messages) seen(Body ?? '');
      drained += messages.length;
    }
  }

  private async receive(url: string, hiddenSeconds: number): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: this.waitSeconds, VisibilityTimeout: hiddenSeconds,
      MessageSystemAttributeNames: ['SentTimestamp'], MessageAttributeNames: ['All'],
    });
    const { Messages = [] } = await this.ask((client) => client.send(command));
    return Messages;
  }

  /** One that SQS does not remove comes again, and is harmless. */
  private async remove(url: string, messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await this.ask((client) => client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries })));
  }

  /** After one second, never zero: persistent fauxqs answers that with 500. */
  private async release(url: string, messages: readonly Message[]): Promise<void> {
    for (let start = 0; start < messages.length; start += 10) {
      const Entries = messages.slice(start, start + 10).map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 1 }));
      await this.ask((client) => client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries })));
    }
  }

  private async ask<T>(request: (client: SQSClient) => Promise<T>): Promise<T> {
    return this.connection.ask(() => request(this.connection.client));
  }
}

function toDeadLetter(message: Message): DeadLetter {
  return { body: message.Body ?? '', problem: message.MessageAttributes?.[problemAttribute]?.StringValue, sentAt: sentAtOf(message) };
}
