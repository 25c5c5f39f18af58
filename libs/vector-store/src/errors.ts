/** The engine did not answer, or answered that it cannot now. Worth a retry. */
export class VectorStoreUnavailableError extends Error {
  override readonly name = 'VectorStoreUnavailableError';
  constructor(readonly engine: string, options?: ErrorOptions) {
    super(`The ${engine} vector store does not answer.`, options);
  }
}

/** A vector's length differs from the store's dimension, or it holds a value that is not finite. */
export class InvalidVectorError extends Error {
  override readonly name = 'InvalidVectorError';
}
