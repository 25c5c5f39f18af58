/** The collection was made with another embedder: its vectors cannot be compared with this pack's. */
export class ModelMismatchError extends Error {
  override readonly name = 'ModelMismatchError';
  constructor(readonly collectionId: string, readonly collectionContract: string, readonly packContract: string) {
    super(
      `Collection "${collectionId}" holds embeddings of another model (contract ${collectionContract.slice(0, 12)}, this service has ` +
        `${packContract.slice(0, 12)}). Set MODEL_PACK to the pack it was made with, or use a new collection.`,
    );
  }
}

/** The record was changed by someone else in the meantime. */
export class RevisionMismatchError extends Error {
  override readonly name = 'RevisionMismatchError';
  constructor() {
    super('It was changed in the meantime. Read it again, and repeat the change with its new ETag.');
  }
}

/** The catalog's database did not answer. Worth a retry. */
export class CatalogUnavailableError extends Error {
  override readonly name = 'CatalogUnavailableError';
  constructor(options?: ErrorOptions) {
    super('The catalog does not answer.', options);
  }
}

/** The catalog cannot be opened, or its schema not brought up to date: the message names the setting and what to do. Stops the start. */
export class CatalogOpenError extends Error {
  override readonly name = 'CatalogOpenError';
  constructor(readonly setting: 'DATA_DIR' | 'DATABASE_URL', problem: string, options?: ErrorOptions) {
    super(`${setting}: ${problem}`, options);
  }
}

/** Another attempt took over this image's head (its lease ran out): stop, and let the message come again. */
export class HeadLeaseLostError extends Error {
  override readonly name = 'HeadLeaseLostError';
  constructor(readonly key: string) {
    super(`Another attempt took over "${key}".`);
  }
}

/** The collection is being deleted: nothing can be stored in it, nor a second deletion begin, before that has ended. Worth a retry. */
export class CollectionBusyError extends Error {
  override readonly name = 'CollectionBusyError';
  constructor(readonly collectionId: string) {
    super(`Collection "${collectionId}" is being deleted.`);
  }
}
