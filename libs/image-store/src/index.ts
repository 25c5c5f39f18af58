export { BucketNotAllowedError, ImageNotFoundError, ImageStoreUnavailableError, ObjectTooLargeError } from './errors';
export { ImageStore } from './image-store';
export { ImageStoreModule } from './image-store.module';
export { BodyTooLongError, readBody } from './read-body';
export type { ImageListing, ImageLocation, ImageStoreOptions, StoredImage } from './types';
