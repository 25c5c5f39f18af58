import { InvalidMessageError } from './errors';
import { toIndexingMessage } from './parse-indexing-message';
import type { QueueTask } from './read-body';
import type { EventCollection } from './types';

type Fields = Readonly<Record<string, unknown>>;

/** All receipts that S3 events lead to, the last word on each image, belong to this job. */
export const eventJobId = 's3-events';

/** S3 sends one to a queue that was just connected to a bucket. */
export function isS3TestEvent(fields: Fields): boolean {
  return fields['Service'] === 'Amazon S3' && fields['Event'] === 's3:TestEvent';
}

export function isS3Event(fields: Fields): fields is { Records: readonly unknown[] } {
  return Array.isArray(fields['Records']);
}

/** One record of an event; none for what does not concern photos, and for keys that no rule gives to a collection. */
export function readS3Event(record: unknown, collections: readonly EventCollection[]): QueueTask[] {
  const { eventName, eventTime, s3 } = record as S3Record;
  const bucket = s3?.bucket?.name;
  if (typeof eventName !== 'string' || typeof bucket !== 'string' || typeof s3?.object?.key !== 'string') {
    throw new InvalidMessageError(['a record of the S3 event names no event, bucket or key']);
  }
  const key = decodeKey(s3.object.key);
  const collectionId = collectionOf(key, collections);
  if (collectionId === null || isFolder(key, s3.object.size)) return [];
  const sentAt = timeOf(eventTime);
  if (eventName.startsWith('ObjectRemoved:') || eventName.startsWith('LifecycleExpiration:')) {
    return [{ kind: 'remove', object: { collectionId, bucket, key, versionId: s3.object.versionId }, sentAt }];
  }
  if (!eventName.startsWith('ObjectCreated:')) return [];
  const message = toIndexingMessage({ job_id: eventJobId, collection_id: collectionId, s3_bucket: bucket, image_key: key });
  return [{ kind: 'index', message, sentAt }];
}

/** As S3 writes it (event structure 2.x); all of it unchecked. */
interface S3Record {
  readonly eventName?: unknown;
  readonly eventTime?: unknown;
  readonly s3?: { readonly bucket?: { readonly name?: unknown }; readonly object?: { readonly key?: unknown; readonly size?: unknown; readonly versionId?: string } };
}

/** Keys are URL-encoded as in a form: "+" is a space. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch (error) {
    throw new InvalidMessageError(['the key of the S3 event is not URL-encoded'], { cause: error });
  }
}

function collectionOf(key: string, collections: readonly EventCollection[]): string | null {
  const fitting = collections.filter(({ prefix }) => key.startsWith(prefix));
  return fitting.sort((a, b) => b.prefix.length - a.prefix.length)[0]?.collectionId ?? null;
}

/** The S3 console makes an empty object for each new folder. */
function isFolder(key: string, size: unknown): boolean {
  return size === 0 && key.endsWith('/');
}

/** To the millisecond; the message itself may be much younger. */
function timeOf(eventTime: unknown): Date {
  const time = new Date(String(eventTime));
  if (Number.isNaN(time.getTime())) throw new InvalidMessageError(['the S3 event has no time']);
  return time;
}
