import { S3Client } from '@aws-sdk/client-s3';
import type { ImageStoreOptions } from './types';

const CONNECT_TIMEOUT_MS = 2_000;
/** Without a byte, not for the whole object: a large photo over a slow line may take longer. */
const IDLE_TIMEOUT_MS = 10_000;

/** The SDK tries each request three times, with jitter, before it gives up. */
export function openS3Client({ region, endpoint, credentials }: ImageStoreOptions): S3Client {
  return new S3Client({
    region,
    endpoint,
    credentials,
    // A local S3 has no host name for each bucket.
    forcePathStyle: endpoint !== undefined,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: IDLE_TIMEOUT_MS },
  });
}
