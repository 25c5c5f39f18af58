export { type ApiKey, keyScopes, type KeyScope, type NewApiKey } from './api-key';
export { ApiKeys } from './api-keys';
export { Catalog, openCatalog } from './catalog';
export { CatalogModule } from './catalog.module';
export { CollectionDeletions } from './collection-deletions';
export { Collections } from './collections';
export { DeletedContents } from './deleted-contents';
export { Enqueueing, type EnqueuedStep } from './enqueueing';
export { CatalogOpenError, CatalogUnavailableError, CollectionBusyError, HeadLeaseLostError, ModelMismatchError, RevisionMismatchError } from './errors';
export { ImageHeads } from './image-heads';
export { Jobs } from './jobs';
export { KeptAnswers } from './kept-answers';
export { Receipts } from './receipts';
export { ServiceSecrets } from './service-secrets';
export { StoredFaces } from './stored-faces';
export { Subjects } from './subjects';
export type {
  CatalogOptions, CatalogStatement, Collection, CollectionChange, CollectionDeletion, CollectionListing, CommittedImage, EnqueueLease, FaceListing, FacePlace, FractionBox, HeadLease, HeadListing, ImageHead, ImageIdentity, IndexedFace,
  Job, JobKind, JobListing, KeptAnswer, Labels, NewJob, NewSubject, PassedOverFaceRecord, Receipt, ReceiptCounts, ReceiptListing, ReceiptProblem, ReceiptState, StoredFace, Subject, SubjectChange, SubjectListing,
} from './types';
