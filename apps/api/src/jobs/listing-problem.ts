import type { Job, ReceiptProblem } from '@facerec/catalog';
import { BucketNotAllowedError, ImageNotFoundError } from '@facerec/image-store';
import { partsOf } from './job-source';

/** Why a job's images cannot be listed, and never will; undefined: worth another try. */
export function listingProblem({ source }: Job, error: unknown): ReceiptProblem | undefined {
  if (error instanceof BucketNotAllowedError) return { code: 'bucket_not_allowed', detail: error.message };
  if (error instanceof ImageNotFoundError) return { code: 'object_not_found', detail: `There is no bucket "${partsOf(source).bucket}".` };
  return undefined;
}
