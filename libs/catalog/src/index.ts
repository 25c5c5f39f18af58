export { Catalog, openCatalog } from './catalog';
export { CatalogModule } from './catalog.module';
export { Collections } from './collections';
export { CatalogOpenError, CatalogUnavailableError, HeadLeaseLostError, ModelMismatchError } from './errors';
export { ImageHeads } from './image-heads';
export { Jobs } from './jobs';
export { Receipts } from './receipts';
export type {
  CatalogOptions, Collection, CommittedImage, FractionBox, HeadLease, HeadListing, ImageHead, ImageIdentity, IndexedFace,
  Job, NewJob, PassedOverFaceRecord, Receipt, ReceiptCounts, ReceiptListing, ReceiptProblem, ReceiptState,
} from './types';
