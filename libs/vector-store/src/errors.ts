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

/** A setting of the engine is missing or wrong: the message names it, what was found and what to do. Never worth a retry. */
export class VectorStoreSettingsError extends Error {
  override readonly name = 'VectorStoreSettingsError';
  constructor(readonly setting: string, problem: string, options?: ErrorOptions) {
    super(`${setting}: ${problem}`, options);
  }
}
