import { InvalidMessageError } from './errors';
import type { IndexingMessage } from './indexing-message';
import { fieldsOf, toIndexingMessage } from './parse-indexing-message';
import { isS3Event, isS3TestEvent, readS3Event } from './s3-event';
import type { EventCollection, RemovedObject } from './types';

/** What a message asks for; `sentAt` where the body itself says when it happened. */
export type QueueTask =
  | { readonly kind: 'index'; readonly message: IndexingMessage; readonly sentAt?: Date }
  | { readonly kind: 'remove'; readonly object: RemovedObject; readonly sentAt?: Date };

/** Reads an indexing message or an S3 event; nothing to do is an answer. Throws `InvalidMessageError` with all that is wrong. */
export function readBody(body: string, collections: readonly EventCollection[]): QueueTask[] {
  const fields = fieldsOf(body);
  if (isS3TestEvent(fields)) return [];
  if (!isS3Event(fields)) return [{ kind: 'index', message: toIndexingMessage(fields) }];
  if (collections.length === 0) throw new InvalidMessageError(['it is an S3 event, and S3_EVENT_COLLECTIONS names no collection for it']);
  return fields.Records.flatMap((record) => readS3Event(record, collections));
}
