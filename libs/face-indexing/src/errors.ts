/** Another attempt holds this image and has not let go of it in time. Worth a retry. */
export class ImageBusyError extends Error {
  override readonly name = 'ImageBusyError';
  constructor(readonly bucket: string, readonly key: string, readonly waitedMs: number) {
    super(`Another attempt is still indexing "${key}" of bucket "${bucket}" after ${waitedMs} ms.`);
  }
}

/** The object was overwritten while it was being indexed. Worth a retry, which reads the new content. */
export class ImageChangedError extends Error {
  override readonly name = 'ImageChangedError';
  constructor(readonly bucket: string, readonly key: string) {
    super(`"${key}" of bucket "${bucket}" was overwritten while it was being indexed.`);
  }
}

/** No collection of that id. */
export class CollectionNotFoundError extends Error {
  override readonly name = 'CollectionNotFoundError';
  constructor(readonly collectionId: string) {
    super(`There is no collection "${collectionId}".`);
  }
}

/** Only an empty collection is deleted without being asked twice. */
export class CollectionNotEmptyError extends Error {
  override readonly name = 'CollectionNotEmptyError';
  constructor(readonly collectionId: string, readonly vectors: number) {
    super(`Collection "${collectionId}" is not empty: it holds ${vectors} faces.`);
  }
}
