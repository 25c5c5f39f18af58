import { S3ServiceException } from '@aws-sdk/client-s3';
import { BucketNotAllowedError, ImageNotFoundError, ImageStoreUnavailableError } from './errors';
import type { ImageLocation } from './types';

// HEAD answers carry no body: the SDK calls their 404 NotFound and their 403 Unknown.
// InvalidBucketName: such a bucket cannot exist, so asking again will not find it.
const MISSING = new Set(['NoSuchKey', 'NoSuchBucket', 'NotFound', 'InvalidBucketName']);
const DENIED = new Set(['AccessDenied', 'AllAccessDisabled', 'Unknown']);

/** S3 answered, and the answer is about the request rather than about itself. */
function isAnswer(error: unknown): error is S3ServiceException {
  return error instanceof S3ServiceException && (error.$metadata.httpStatusCode ?? 500) < 500;
}

export function isMissing(error: unknown): boolean {
  return isAnswer(error) && MISSING.has(error.name);
}

/**
 * What an S3 error means for a photo. Only "access denied" is final among the 403s: expired or wrong credentials
 * (ExpiredToken, InvalidAccessKeyId, ...) say nothing of the photo, and it is worth another try once they are renewed.
 */
export function s3Failure(error: unknown, { bucket, key }: ImageLocation): Error {
  if (isMissing(error)) return new ImageNotFoundError(bucket, key, { cause: error });
  if (isAnswer(error) && error.$metadata.httpStatusCode === 403 && DENIED.has(error.name)) return new BucketNotAllowedError(bucket, { cause: error });
  return new ImageStoreUnavailableError({ cause: error });
}
