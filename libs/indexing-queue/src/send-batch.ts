import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import { setTimeout as delay } from 'node:timers/promises';
import { EnqueueFailedError } from './errors';

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 100;

/** Sends one batch. SQS may refuse single entries of a batch that it otherwise took: those are sent again. */
export async function sendBatch(client: SQSClient, queueUrl: string, batch: readonly SendMessageBatchRequestEntry[]): Promise<void> {
  let entries = batch;
  for (let attempt = 1; ; attempt += 1) {
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...entries] }));
    if (Failed.length === 0) return;
    // SenderFault: the entry itself is wrong, and so it will be next time.
    if (attempt === ATTEMPTS || Failed.some((failure) => failure.SenderFault)) {
      throw new EnqueueFailedError(Failed.length, Failed.map(({ Code, Message }) => Message ?? Code).join(', '));
    }
    const refused = new Set(Failed.map((failure) => failure.Id));
    entries = entries.filter((entry) => refused.has(entry.Id));
    await delay(FIRST_PAUSE_MS * 2 ** (attempt - 1));
  }
}
