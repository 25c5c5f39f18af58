/** No object of that key, or no such bucket. */
export class ImageNotFoundError extends Error {
  override readonly name = 'ImageNotFoundError';
  constructor(readonly bucket: string, readonly key: string, options?: ErrorOptions) {
    super(`There is no object "${key}" in bucket "${bucket}".`, options);
  }
}

/** The bucket is not on the allow-list (S3_BUCKETS), or S3 denies access to it. */
export class BucketNotAllowedError extends Error {
  override readonly name = 'BucketNotAllowedError';
  constructor(readonly bucket: string, options?: ErrorOptions) {
    super(`Bucket "${bucket}" is not allowed. Add it to S3_BUCKETS and to the role's policy.`, options);
  }
}

/** The object is larger than the store may read; found before reading it. */
export class ObjectTooLargeError extends Error {
  override readonly name = 'ObjectTooLargeError';
  constructor(readonly key: string, readonly bytes: number, readonly limit: number) {
    super(`The object "${key}" has ${bytes} bytes; the limit is ${limit}.`);
  }
}

/** S3 did not answer, or answered that it cannot now. Worth a retry. */
export class ImageStoreUnavailableError extends Error {
  override readonly name = 'ImageStoreUnavailableError';
  constructor(options?: ErrorOptions) {
    super('The image store does not answer.', options);
  }
}
