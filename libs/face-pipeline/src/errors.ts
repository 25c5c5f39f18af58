/** The bytes are not an image that can be decoded (unknown format, truncated, damaged). Never worth a retry. */
export class UndecodableImageError extends Error {
  override readonly name = 'UndecodableImageError';
  constructor(readonly reason: string, options?: ErrorOptions) {
    super(`The image cannot be decoded: ${reason}. Send a complete JPEG, PNG or WebP.`, options);
  }
}

/** The image has more bytes or pixels than allowed; found before decoding. Never worth a retry. */
export class ImageTooLargeError extends Error {
  override readonly name = 'ImageTooLargeError';
  constructor(readonly unit: 'bytes' | 'pixels', readonly actual: number, readonly limit: number) {
    super(`The image has ${actual} ${unit}; the limit is ${limit}. Send a smaller version.`);
  }
}

/** Every worker is busy and the waiting line is full: try again a little later. */
export class PipelineBusyError extends Error {
  override readonly name = 'PipelineBusyError';
  constructor(readonly retryAfterSeconds = 1) {
    super('All face-pipeline workers are busy.');
  }
}

/** Two worker threads died over one image. Worth another try later, not at once. */
export class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError';
  constructor(options?: ErrorOptions) {
    super('A face-pipeline worker died over this image, and so did the one that tried it again.', options);
  }
}

/** The model pack is unknown, incomplete, damaged or could not be fetched. The message says what to do. */
export class ModelPackError extends Error {
  override readonly name = 'ModelPackError';
}
