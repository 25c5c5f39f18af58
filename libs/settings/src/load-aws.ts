import type { EnvironmentReader } from './environment-reader';
import type { LocalCredentials, Settings } from './settings';

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const BUCKET_RULE = { pattern: BUCKET, expected: 'a bucket name (3 to 63 of a-z, 0-9, "." and "-")' };
// SQS allows 80; "-dlq" is added for the dead-letter queue. A dot would be a FIFO queue, which delivers an album one photo at a time.
const QUEUE_RULE = { pattern: /^[A-Za-z0-9_-]{1,76}$/, expected: 'the name of a standard queue (1 to 76 of A-Z, a-z, 0-9, "_" and "-")' };
export const URL_RULE = { pattern: /^https?:\/\/[^\s/]+\/?$/, expected: 'a URL such as http://127.0.0.1:4566' };
const LOOPBACK_URL = /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?\/?$/;

/** What S3 and SQS need; both share the region, the endpoint and the credentials of a local cloud. */
export function loadAws(read: EnvironmentReader, environment: Settings['environment']): Pick<Settings, 'imageStore' | 'queue'> {
  const endpoint = read.matching('AWS_ENDPOINT_URL', URL_RULE, undefined);
  const shared = { region: read.text('AWS_REGION', 'us-east-1'), endpoint, credentials: localCredentials(read, endpoint) };
  const bucket = read.matching('AWS_S3_BUCKET', BUCKET_RULE, 'facerec');
  return {
    imageStore: {
      ...shared,
      bucket,
      allowedBuckets: allowedBuckets(read, bucket, environment),
      maxImageBytes: read.integer('MAX_S3_IMAGE_BYTES', { min: 1, max: 1024 ** 3 }, 64 * 1024 ** 2),
    },
    queue: {
      ...shared,
      queueName: read.matching('SQS_QUEUE_NAME', QUEUE_RULE, 'facerec-indexing'),
      batchSize: read.integer('SQS_BATCH_SIZE', { min: 1, max: 10 }, 10),
      // Heartbeats extend it, so it bounds how long a killed indexer's photos wait, not how long a photo may take.
      visibilityTimeoutSeconds: read.integer('SQS_VISIBILITY_TIMEOUT', { min: 2, max: 43_200 }, 30),
      maxReceiveCount: read.integer('SQS_MAX_RECEIVE_COUNT', { min: 1, max: 1000 }, 10),
      eventCollections: eventCollections(read),
    },
  };
}

/** In development an absent list allows every bucket of the local cloud; in production nothing is open by default. */
function allowedBuckets(read: EnvironmentReader, bucket: string, environment: Settings['environment']): string[] {
  const listed = read.list('S3_BUCKETS');
  const wrong = listed.filter((name) => !BUCKET.test(name));
  if (wrong.length > 0) read.reject('S3_BUCKETS', `"${wrong.join('", "')}" is not ${BUCKET_RULE.expected}.`);
  const named = read.optionalText('AWS_S3_BUCKET') !== undefined;
  if (environment === 'production' && listed.length === 0 && !named) {
    read.reject('S3_BUCKETS', 'ENVIRONMENT=production needs the list of buckets that may be read; name them, separated by commas.');
  }
  if (listed.length === 0 && environment !== 'production') return [];
  return [...new Set([...listed, bucket])];
}

/** Where uploaded photos lie that are to be kept; no setting, or what was kept before would be forgotten. */
export const KEPT_PHOTOS = 'kept-photos/';

/** "prefix=collection, ..."; the last "=" counts, since a prefix may hold one and a collection's name may not. */
function eventCollections(read: EnvironmentReader): Settings['queue']['eventCollections'] {
  const rules = read.list('S3_EVENT_COLLECTIONS').flatMap((rule) => {
    const [, prefix, collectionId] = /^(.*)=\s*([A-Za-z0-9_-]{1,100})$/.exec(rule) ?? [];
    if (prefix !== undefined && collectionId !== undefined) return [{ prefix: prefix.trim(), collectionId }];
    read.reject('S3_EVENT_COLLECTIONS', `"${rule}" is not prefix=collection (1 to 100 of A-Z, a-z, 0-9, "_" and "-").`);
    return [];
  });
  // What the service keeps itself is no photo to index.
  return rules.length === 0 ? [] : [...rules, { prefix: KEPT_PHOTOS, collectionId: null }];
}

function localCredentials(read: EnvironmentReader, endpoint: string | undefined): LocalCredentials | undefined {
  const ownAccount = read.optionalText('AWS_ACCESS_KEY_ID') ?? read.optionalText('AWS_PROFILE');
  if (endpoint === undefined || !LOOPBACK_URL.test(endpoint) || ownAccount !== undefined) return undefined;
  return { accessKeyId: 'local', secretAccessKey: 'local' };
}
