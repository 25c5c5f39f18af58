import { ModelMismatchError } from '@facerec/catalog';
import type { ReceiptProblem } from '@facerec/catalog';
import { ImageTooLargeError, UndecodableImageError } from '@facerec/face-pipeline';
import { BucketNotAllowedError, ImageNotFoundError, ObjectTooLargeError } from '@facerec/image-store';

type ErrorClass = abstract new (...facts: never[]) => Error;

/** What no retry will mend. Everything else is taken for a passing trouble. */
const codes: readonly (readonly [ErrorClass, string])[] = [
  [ImageNotFoundError, 'object_not_found'],
  [BucketNotAllowedError, 'bucket_not_allowed'],
  [ObjectTooLargeError, 'image_too_large'],
  [ImageTooLargeError, 'image_too_large'],
  [UndecodableImageError, 'undecodable_image'],
  [ModelMismatchError, 'model_mismatch'],
];

/** undefined: worth a retry. The messages of these classes are made for users: no internals in them. */
export function permanentProblem(error: unknown): ReceiptProblem | undefined {
  const code = codes.find(([type]) => error instanceof type)?.[1];
  return code === undefined || !(error instanceof Error) ? undefined : { code, detail: error.message };
}
