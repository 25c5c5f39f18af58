export { BucketNotAllowedError, ImageNotFoundError, ImageStoreUnavailableError, ObjectTooLargeError } from './errors';
export { ImageStore } from './image-store';
export { ImageStoreModule } from './image-store.module';
export type { ImageListing, ImageLocation, ImageStoreOptions, StoredImage } from './types';
