export { CollectionDeletion } from './collection-deletion';
export { CollectionNotEmptyError, CollectionNotFoundError, ImageBusyError, ImageChangedError } from './errors';
export { FaceDeletion } from './face-deletion';
export { FaceIndexer } from './face-indexer';
export { FaceIndexingModule } from './face-indexing.module';
export { FaceMatcher } from './face-matcher';
export { isKept, KeptPhotos } from './kept-photos';
export { labelPrefix } from './described-photo';
export { detectionId, faceId } from './identity';
export type { QualityMark } from './quality-marks';
export type {
  DeletedCollection, DeletedFace, DeletedImage, FaceIndexingOptions, FaceMatch, ImageLabels, IndexingTask, MatchQuery, MatchResult,
} from './types';
