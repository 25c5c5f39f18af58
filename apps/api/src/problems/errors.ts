import type { ReceiptProblem } from '@facerec/catalog';

/** One field of a request that is wrong. */
export interface FieldError {
  /** JSON pointer (RFC 6901) into the body, or the header's or parameter's name; '' is the body itself. */
  readonly pointer: string;
  readonly detail: string;
}

/** The request breaks the contract; says which fields, and how. */
export class InvalidRequestError extends Error {
  override readonly name = 'InvalidRequestError';
  constructor(readonly errors: readonly FieldError[]) {
    super(errors.map(({ detail }) => detail).join('; ') + '.');
  }
}

/** The request brings no key, or one that is not known. */
export class UnauthorizedError extends Error {
  override readonly name: string = 'UnauthorizedError';
  constructor(message = 'Send one of the service\'s keys, as "Authorization: Bearer KEY" or "x-api-key: KEY".') {
    super(message);
  }
}

/** There is no key to bring, and the request does not come from where none is needed. */
export class NotLocalError extends UnauthorizedError {
  override readonly name = 'NotLocalError';
  constructor() {
    super('Without keys this service answers this machine alone, by the name localhost or 127.0.0.1, and pages of no other site than ALLOWED_ORIGINS names. '
      + 'Make a key with "npm run keys" to be answered elsewhere.');
  }
}

/** The key is good, but not for this. */
export class InsufficientScopeError extends Error {
  override readonly name = 'InsufficientScopeError';
  constructor(readonly scope: string) {
    super(`This needs a key with the scope "${scope}", which yours has not.`);
  }
}

/** The key is good for other collections. Says the same of those that exist and those that do not. */
export class CollectionNotAllowedError extends Error {
  override readonly name = 'CollectionNotAllowedError';
  constructor(readonly prefix: string) {
    super(`Your key is good for collections whose ids begin with "${prefix}", and for no others.`);
  }
}

/** Too many requests in this minute. */
export class RateLimitedError extends Error {
  override readonly name = 'RateLimitedError';
  constructor(readonly retryAfterSeconds: number) {
    super(`Too many requests. Go on in ${retryAfterSeconds} seconds.`);
  }
}

/** The bytes are no photo, by their beginning. `field`: the request's field. */
export class UnsupportedImageError extends Error {
  override readonly name = 'UnsupportedImageError';
  constructor(readonly field: string) {
    super(`"${field}" is no photo that can be read. Send a JPEG, PNG or WebP.`);
  }
}

/** The image shows nobody, and there is nothing to do without a face. `field`: the request's field. */
export class NoFaceError extends Error {
  override readonly name = 'NoFaceError';
  constructor(readonly field: string) {
    super(`There is no face in "${field}".`);
  }
}

/** The same request is being done at this moment. */
export class IdempotencyInProgressError extends Error {
  override readonly name = 'IdempotencyInProgressError';
  constructor() {
    super('A request with this Idempotency-Key has not ended yet. Send it again a little later.');
  }
}

/** The key belongs to another request. */
export class IdempotencyKeyReusedError extends Error {
  override readonly name = 'IdempotencyKeyReusedError';
  constructor() {
    super('This Idempotency-Key was sent with another request. Use a key of its own for each.');
  }
}

/** The collection's id is taken. */
export class CollectionExistsError extends Error {
  override readonly name = 'CollectionExistsError';
  constructor(readonly collectionId: string) {
    super(`There is a collection "${collectionId}" already.`);
  }
}

/** The subject's id is taken. */
export class SubjectExistsError extends Error {
  override readonly name = 'SubjectExistsError';
  constructor(readonly subjectId: string) {
    super(`There is a subject "${subjectId}" already.`);
  }
}

/** The collection has no such subject. */
export class SubjectNotFoundError extends Error {
  override readonly name = 'SubjectNotFoundError';
  constructor(readonly subjectId: string) {
    super(`There is no subject "${subjectId}".`);
  }
}

/** The photo itself was never kept, or is another one by now. */
export class ImageNotStoredError extends Error {
  override readonly name = 'ImageNotStoredError';
  constructor() {
    super('The photo of this face is not stored: uploaded photos are kept only with store_image, and those in S3 may change.');
  }
}

/** No job of that id was ever made here. */
export class JobNotFoundError extends Error {
  override readonly name = 'JobNotFoundError';
  constructor(readonly jobId: string) {
    super(`There is no job "${jobId}".`);
  }
}

/** The id that a request gives its job is another one's. */
export class JobExistsError extends Error {
  override readonly name = 'JobExistsError';
  constructor(readonly jobId: string) {
    super(`There is a job "${jobId}" already, of another request.`);
  }
}

/** What was cancelled stays cancelled. */
export class JobCancelledError extends Error {
  override readonly name = 'JobCancelledError';
  constructor(readonly jobId: string) {
    super(`Job "${jobId}" was cancelled. Start a new one.`);
  }
}

/** The collection holds nothing of that image. */
export class ImageUnknownError extends Error {
  override readonly name = 'ImageUnknownError';
  constructor(readonly collectionId: string, readonly key: string) {
    super(`Collection "${collectionId}" holds nothing of "${key}". Should it be queued, it will not be indexed any more.`);
  }
}

/** The collection holds no face of that id. */
export class UnknownFaceError extends Error {
  override readonly name = 'UnknownFaceError';
  constructor(readonly collectionId: string, readonly faceId: string) {
    super(`Collection "${collectionId}" holds no face "${faceId}".`);
  }
}

/** The indexer finished the image with a failed receipt: the problem it names is the answer. */
export class IndexingFailedError extends Error {
  override readonly name = 'IndexingFailedError';
  constructor(readonly problem: ReceiptProblem) {
    super(problem.detail);
  }
}

/** The image's faces were deleted after it was queued: the deletion is the later word, and holds. */
export class ImageDeletedError extends Error {
  override readonly name = 'ImageDeletedError';
  constructor(readonly key: string) {
    super(`The faces of "${key}" were deleted after this request was queued. Send it again to index the photo nevertheless.`);
  }
}

/** A part of the service does not answer. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
  constructor(readonly checks: Readonly<Record<string, 'up' | 'down'>>) {
    const down = Object.keys(checks).filter((part) => checks[part] === 'down');
    super(`Down: ${down.join(', ')}.`);
  }
}

/** The process was told to stop, and load balancers should send nothing more. */
export class DepartingError extends Error {
  override readonly name = 'DepartingError';
  constructor() {
    super('This process is about to stop: send requests to another one.');
  }
}
