import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';

// SQS: SendMessageBatch takes at most 10 messages, and 256 KiB for all of them together.
const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;

/** Cuts bodies into batches that SQS takes, in order. Entry ids are unique within a batch. */
export function* messageBatches(bodies: Iterable<string>): Generator<SendMessageBatchRequestEntry[]> {
  let batch: SendMessageBatchRequestEntry[] = [];
  let bytes = 0;
  for (const MessageBody of bodies) {
    const size = Buffer.byteLength(MessageBody);
    if (batch.length === MAX_ENTRIES || (batch.length > 0 && bytes + size > MAX_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ Id: String(batch.length), MessageBody });
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
