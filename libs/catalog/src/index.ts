export { Catalog, openCatalog } from './catalog';
export { CatalogModule } from './catalog.module';
export { CollectionDeletions } from './collection-deletions';
export { Collections } from './collections';
export { DeletedContents } from './deleted-contents';
export { Enqueueing, type EnqueuedStep } from './enqueueing';
export { CatalogOpenError, CatalogUnavailableError, CollectionBusyError, HeadLeaseLostError, ModelMismatchError } from './errors';
export { ImageHeads } from './image-heads';
export { Jobs } from './jobs';
export { Receipts } from './receipts';
export type {
  CatalogOptions, Collection, CollectionDeletion, CommittedImage, EnqueueLease, FractionBox, HeadLease, HeadListing, ImageHead, ImageIdentity, IndexedFace,
  Job, JobKind, JobListing, NewJob, PassedOverFaceRecord, Receipt, ReceiptCounts, ReceiptListing, ReceiptProblem, ReceiptState,
} from './types';
