import { CatalogUnavailableError, CollectionBusyError, HeadLeaseLostError, ModelMismatchError, RevisionMismatchError } from '@facerec/catalog';
import { CollectionNotEmptyError, CollectionNotFoundError, ImageBusyError, ImageChangedError } from '@facerec/face-indexing';
import { ImageTooLargeError, PipelineBusyError, UndecodableImageError } from '@facerec/face-pipeline';
import { BucketNotAllowedError, ImageNotFoundError, ImageStoreUnavailableError, ObjectTooLargeError } from '@facerec/image-store';
import { EnqueueFailedError, QueueNotFoundError, QueueUnavailableError } from '@facerec/indexing-queue';
import { VectorStoreUnavailableError } from '@facerec/vector-store';
import {
  CollectionExistsError, CollectionNotAllowedError, DepartingError, IdempotencyInProgressError, IdempotencyKeyReusedError, ImageDeletedError, ImageNotStoredError,
  ImageUnknownError, InsufficientScopeError, InvalidRequestError, JobCancelledError, JobExistsError, JobNotFoundError, NoFaceError, NotReadyError, RateLimitedError,
  SubjectExistsError, SubjectNotFoundError, UnauthorizedError, UnknownFaceError, UnsupportedImageError,
} from './errors';

/** One kind of problem, as clients see it. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** The same request may succeed later, unchanged. */
  readonly retryable: boolean;
  /** What clients read, where the error's own message is meant for operators. */
  readonly detail?: string;
  /** Where two kinds, told apart by their status, go by one code. Default: the kind's own name. */
  readonly code?: string;
}

const later = 'Nothing is wrong with the request: send it again a little later.';

/** Every problem this API answers with, by its `code`. */
export const problems = {
  invalid_request: { status: 400, title: 'Invalid request', retryable: false },
  unauthorized: { status: 401, title: 'No valid API key', retryable: false },
  insufficient_scope: { status: 403, title: 'Key without the scope', retryable: false },
  collection_not_allowed: { status: 403, title: 'Collection not allowed', retryable: false },
  bucket_not_allowed: { status: 403, title: 'Bucket not allowed', retryable: false },
  not_found: { status: 404, title: 'No such route', retryable: false, detail: 'This service has no such route; GET /docs shows those it has.' },
  object_not_found: { status: 404, title: 'Image not found', retryable: false },
  subject_not_found: { status: 404, title: 'Subject not found', retryable: false },
  job_not_found: { status: 404, title: 'Job not found', retryable: false },
  collection_not_found: { status: 404, title: 'Collection not found', retryable: false },
  image_not_found: { status: 404, title: 'Image not in the collection', retryable: false },
  unknown_face: { status: 404, title: 'Face not in the collection', retryable: false, code: 'face_not_found' },
  method_not_allowed: { status: 405, title: 'Method not allowed', retryable: false },
  request_timeout: { status: 408, title: 'Request came too slowly', retryable: true, detail: 'The request did not arrive in time. Send it again, over a faster connection or smaller.' },
  model_mismatch: { status: 409, title: 'Collection of another model', retryable: false },
  collection_not_empty: { status: 409, title: 'Collection not empty', retryable: false },
  collection_busy: { status: 409, title: 'Collection is being deleted', retryable: true },
  job_exists: { status: 409, title: 'Job exists', retryable: false },
  job_cancelled: { status: 409, title: 'Job cancelled', retryable: false },
  collection_exists: { status: 409, title: 'Collection exists', retryable: false },
  subject_exists: { status: 409, title: 'Subject exists', retryable: false },
  image_not_stored: { status: 409, title: 'Image not stored', retryable: false },
  idempotency_in_progress: { status: 409, title: 'Request in progress', retryable: true },
  image_deleted: { status: 409, title: 'Image deleted', retryable: true },
  precondition_failed: { status: 412, title: 'Changed in the meantime', retryable: false },
  image_too_large: { status: 413, title: 'Image too large', retryable: false },
  request_too_large: { status: 413, title: 'Request body too large', retryable: false, detail: 'The body may have 64 MiB where it holds images, 16 MiB for a list of keys, and 1 MiB elsewhere.' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type', retryable: false, detail: 'Send JSON, with "Content-Type: application/json"; a form only where an image is expected.' },
  unsupported_image: { status: 415, title: 'Unsupported kind of image', retryable: false },
  undecodable_image: { status: 422, title: 'Undecodable image', retryable: false },
  face_not_found: { status: 422, title: 'No face in the image', retryable: false },
  idempotency_key_reused: { status: 422, title: 'Idempotency-Key of another request', retryable: false },
  indexing_failed: { status: 422, title: 'Image could not be indexed', retryable: false },
  rate_limited: { status: 429, title: 'Too many requests', retryable: true },
  headers_too_large: { status: 431, title: 'Headers too large', retryable: false, detail: 'URL and headers together may have 16 KiB.' },
  internal_error: { status: 500, title: 'Internal error', retryable: true, detail: 'Something went wrong here. The request_id leads to its log lines.' },
  image_busy: { status: 503, title: 'Image is being changed', retryable: true, detail: `Another request is changing this image. ${later}` },
  pipeline_busy: { status: 503, title: 'All workers are busy', retryable: true, detail: later },
  image_store_unavailable: { status: 503, title: 'Image store unavailable', retryable: true, detail: `S3 does not answer. ${later}` },
  vector_store_unavailable: { status: 503, title: 'Vector store unavailable', retryable: true, detail: `The vector store does not answer. ${later}` },
  catalog_unavailable: { status: 503, title: 'Catalog unavailable', retryable: true, detail: `The catalog does not answer. ${later}` },
  queue_unavailable: { status: 503, title: 'Queue unavailable', retryable: true, detail: `The queue takes nothing at the moment. ${later}` },
  not_ready: { status: 503, title: 'Not ready', retryable: true },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;

type ErrorClass = abstract new (...args: never[]) => Error;

/** Which problem an error of ours, or of a lib's, is. */
const codesOfErrors: readonly (readonly [ErrorClass, ProblemCode])[] = [
  [InvalidRequestError, 'invalid_request'],
  [UnauthorizedError, 'unauthorized'],
  [InsufficientScopeError, 'insufficient_scope'],
  [CollectionNotAllowedError, 'collection_not_allowed'],
  [RateLimitedError, 'rate_limited'],
  [JobNotFoundError, 'job_not_found'],
  [JobExistsError, 'job_exists'],
  [JobCancelledError, 'job_cancelled'],
  [CollectionNotFoundError, 'collection_not_found'],
  [CollectionNotEmptyError, 'collection_not_empty'],
  [CollectionBusyError, 'collection_busy'],
  [ImageUnknownError, 'image_not_found'],
  [UnknownFaceError, 'unknown_face'],
  [ImageDeletedError, 'image_deleted'],
  [NotReadyError, 'not_ready'],
  [DepartingError, 'not_ready'],
  [UnsupportedImageError, 'unsupported_image'],
  [NoFaceError, 'face_not_found'],
  [IdempotencyInProgressError, 'idempotency_in_progress'],
  [IdempotencyKeyReusedError, 'idempotency_key_reused'],
  [SubjectNotFoundError, 'subject_not_found'],
  [CollectionExistsError, 'collection_exists'],
  [SubjectExistsError, 'subject_exists'],
  [ImageNotStoredError, 'image_not_stored'],
  [RevisionMismatchError, 'precondition_failed'],
  [ImageBusyError, 'image_busy'],
  [ImageChangedError, 'image_busy'],
  [HeadLeaseLostError, 'image_busy'],
  [BucketNotAllowedError, 'bucket_not_allowed'],
  [ImageNotFoundError, 'object_not_found'],
  [ObjectTooLargeError, 'image_too_large'],
  [ImageTooLargeError, 'image_too_large'],
  [UndecodableImageError, 'undecodable_image'],
  [ModelMismatchError, 'model_mismatch'],
  [PipelineBusyError, 'pipeline_busy'],
  [ImageStoreUnavailableError, 'image_store_unavailable'],
  [VectorStoreUnavailableError, 'vector_store_unavailable'],
  [CatalogUnavailableError, 'catalog_unavailable'],
  [QueueUnavailableError, 'queue_unavailable'],
  [QueueNotFoundError, 'queue_unavailable'],
  [EnqueueFailedError, 'queue_unavailable'],
];

/** What Fastify and Nest refuse by themselves, before any of our code runs. */
const codesOfStatuses: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid_request',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'request_too_large',
  414: 'invalid_request',
  415: 'unsupported_media_type',
};

/** undefined: not an error of ours. */
export function codeOfError(error: unknown): ProblemCode | undefined {
  return codesOfErrors.find(([type]) => error instanceof type)?.[1];
}

export function codeOfStatus(status: number): ProblemCode | undefined {
  return codesOfStatuses[status];
}

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}
