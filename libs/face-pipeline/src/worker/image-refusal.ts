/** Why an image is refused, as plain data: it crosses the thread boundary, where error classes would not survive. */
export type RefusalReason =
  | { readonly kind: 'undecodable'; readonly reason: string }
  | { readonly kind: 'too_large'; readonly unit: 'bytes' | 'pixels'; readonly actual: number; readonly limit: number };

/** Thrown inside the worker only; the pool turns it into the errors of `errors.ts`. */
export class ImageRefusal extends Error {
  readonly why: RefusalReason;

  constructor(why: RefusalReason, options?: ErrorOptions) {
    super(why.kind, options);
    this.why = why;
  }
}
