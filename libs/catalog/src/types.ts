import type { IndexedFace, PassedOverFaceRecord } from './stored-face-types';

export type * from './stored-face-types';

/** Which photo in which collection: the key of a head. */
export interface ImageIdentity {
  readonly collectionId: string;
  readonly bucket: string;
  readonly key: string;
}

/** What the catalog says is stored for one photo now. */
export interface CommittedImage {
  /** Hex. */
  readonly contentSha256: string;
  readonly lastModified: Date;
  readonly versionId: string | null;
  readonly embeddingContract: string;
  /** null: the service's limit. */
  readonly maxFaces: number | null;
  /** When the message that led to this commit was sent (SQS SentTimestamp). */
  readonly sentAt: Date;
  readonly detectionId: string;
  readonly faces: readonly IndexedFace[];
  readonly passedOver: readonly PassedOverFaceRecord[];
  /** Faces of this content that were deleted one by one: they stay away as long as this content is stored. */
  readonly removedFaceIds?: readonly string[];
  /** Whom the image shows, by its caller's word. */
  readonly subjectId?: string;
  readonly metadata?: Labels;
  /** Which faces were to be passed over for their quality. */
  readonly quality?: 'off' | 'standard' | 'strict';
  /** How hard faces were looked for; absent: as the service's setting was. */
  readonly detail?: 'fast' | 'balanced' | 'thorough';
  /** The uploaded photo itself is to be kept, as long as it has faces here. */
  readonly storeImage?: boolean;
}

/** What callers note about a collection, a subject or an image. Flat, since it is also written beside vectors. */
export type Labels = Readonly<Record<string, string | number | boolean>>;

export type ReceiptState = 'indexed' | 'no_face' | 'failed' | 'superseded';

/** Why an image failed for good; `code` is one of the API's problem codes. */
export interface ReceiptProblem {
  readonly code: string;
  readonly detail: string;
}

/** The last word on one image of one job: exactly one for each (job, collection, bucket, key). */
export interface Receipt extends ImageIdentity {
  readonly jobId: string;
  readonly state: ReceiptState;
  readonly detectionId: string | null;
  readonly faces: readonly IndexedFace[];
  readonly passedOver: readonly PassedOverFaceRecord[];
  readonly problem: ReceiptProblem | null;
  readonly finishedAt: Date;
}

export interface Collection {
  readonly id: string;
  /** Fixed at creation: only embeddings of this contract may be stored or compared. */
  readonly embeddingContract: string;
  readonly createdAt: Date;
  /** Cosine -1..1 for searches that name none; null: the service's own. */
  readonly minCosine: number | null;
  readonly metadata: Labels;
  readonly updatedAt: Date;
  /** Grows with every change. */
  readonly revision: number;
}

/** Absent: stays as it is. */
export interface CollectionChange {
  readonly minCosine?: number | null;
  readonly metadata?: Labels;
}

/** A person. */
export interface Subject {
  readonly collectionId: string;
  readonly id: string;
  readonly name: string | null;
  /** The caller's own id. */
  readonly externalId: string | null;
  readonly metadata: Labels;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Grows with every change. */
  readonly revision: number;
}

/** Absent: stays as it is. */
export interface SubjectChange {
  readonly name?: string | null;
  readonly externalId?: string | null;
  readonly metadata?: Labels;
}

export interface NewSubject extends SubjectChange {
  readonly collectionId: string;
  /** Default: a new UUID. */
  readonly id?: string;
}

export interface CollectionListing {
  /** Only collections whose ids begin with it. */
  readonly prefix?: string;
  /** Id of the last collection of the page before. */
  readonly after?: string;
  readonly limit: number;
}

export interface SubjectListing {
  readonly externalId?: string;
  /** Id of the last subject of the page before. */
  readonly after?: string;
  readonly limit: number;
}

/** Where a face stands in a listing; `rank`: its place in the image, from 0. */
export interface FacePlace {
  readonly bucket: string;
  readonly key: string;
  readonly rank: number;
}

/** One stored face and the image it belongs to. */
export interface StoredFace extends FacePlace, ImageIdentity {
  readonly face: IndexedFace;
  readonly image: CommittedImage;
}

export interface FaceListing {
  readonly collectionId: string;
  readonly subjectId?: string;
  readonly imageKey?: string;
  /** The last face of the page before. */
  readonly after?: FacePlace;
  readonly limit: number;
}

/** What an earlier request with the same key was, and was answered. */
export interface KeptAnswer {
  readonly fingerprint: string;
  /** null: it has not been answered yet. */
  readonly answer: string | null;
}

/** One image, all images under an S3 prefix, or a list of keys. */
export type JobKind = 'image' | 'prefix' | 'keys';

export interface Job {
  readonly id: string;
  readonly collectionId: string;
  readonly kind: JobKind;
  /** Where the images come from: `s3://bucket/prefix`, `s3://bucket/key` for one image, `s3://bucket` for a list of keys. */
  readonly source: string;
  /** null: the service's limit. */
  readonly maxFaces: number | null;
  /** Images put in the queue so far. */
  readonly enqueued: number;
  /** Objects that were passed over since they are no photos. */
  readonly skipped: number;
  /** Where enqueueing goes on: after this key of a listing, or at this position of a list of keys. */
  readonly cursor: string | null;
  /** All images are in the queue. */
  readonly complete: boolean;
  readonly createdAt: Date;
  readonly cancelledAt: Date | null;
  /** Its failed images are being sent again since then. */
  readonly retryAt: Date | null;
  /** Why enqueueing stopped for good. */
  readonly problem: ReceiptProblem | null;
  /** What it was made with, for a job that its caller named. */
  readonly request?: string;
}

/** The right of one process to fill the queue for a job. */
export interface EnqueueLease {
  readonly job: Job;
  readonly owner: string;
  /** Others may take over this long after the last step. */
  readonly ttlMs: number;
}

export interface JobListing {
  readonly collectionId?: string;
  /** Only jobs of collections whose ids begin with it. */
  readonly collectionPrefix?: string;
  readonly source?: string;
  /** The last job of the page before. */
  readonly after?: Pick<Job, 'id' | 'createdAt'>;
  readonly limit: number;
}

/** A deletion of a whole collection: what was sent until then does not bring it back. */
export interface CollectionDeletion {
  readonly collectionId: string;
  readonly deletedAt: Date;
  /** It is still going on: nothing new may be stored before it ends. */
  readonly busy: boolean;
}

/** What the catalog remembers of one photo. */
export interface ImageHead extends ImageIdentity {
  /** null: never indexed, or deleted since. */
  readonly committed: CommittedImage | null;
  /** The last deletion (kept after a later commit): a message sent before it must not bring the image back. */
  readonly deletedAt: Date | null;
  /**
   * Face ids whose state in the vector store is not known for sure: about to be written, or no longer wanted and not
   * yet known to be gone. Empty when the photo is settled.
   */
  readonly notedIds: readonly string[];
}

/** The right of one attempt to change a photo's vectors and head; every step prolongs it and returns it as it is then. */
export interface HeadLease extends ImageHead {
  readonly owner: string;
  /** Others may take over this long after the last step or renewal. */
  readonly ttlMs: number;
  /** Grows with every acquisition, so that a former holder is recognised and refused. */
  readonly token: number;
}

export interface NewJob {
  /** Default: a new UUID. A job of this id that exists is returned as it is. */
  readonly id?: string;
  readonly collectionId: string;
  readonly source: string;
  /** Default `image`. What a `prefix` or `keys` job names is put in the queue in the background. */
  readonly kind?: JobKind;
  /** Default null: the service's limit. */
  readonly maxFaces?: number | null;
  /** Of a `keys` job: each once. */
  readonly keys?: readonly string[];
  /** Kept with the job, so that the same request is known again. */
  readonly request?: string;
}

export interface ReceiptListing {
  readonly state?: ReceiptState;
  /** Only receipts written until then. */
  readonly until?: Date;
  /** The last receipt of the page before. */
  readonly after?: ImageIdentity;
  readonly limit: number;
}

export interface HeadListing {
  /** The last head of the page before. */
  readonly after?: Pick<ImageIdentity, 'bucket' | 'key'>;
  readonly limit: number;
}

/** How many receipts a job has in each state. */
export type ReceiptCounts = Readonly<Record<ReceiptState, number>>;

/** Which database holds the catalog. */
export type CatalogOptions = StatementListener & (
  /** The file's folder is made when absent; all processes of one machine may use one file at once. */
  | { readonly kind: 'sqlite'; readonly file: string }
  | ({ readonly kind: 'postgres' } & PostgresCatalogOptions)
);

export interface StatementListener {
  /** Told of each statement, for those who measure. */
  readonly onStatement?: (statement: CatalogStatement) => void;
}

/** One statement that is over. */
export interface CatalogStatement {
  /** "insert receipts": what, and in which table; "other" for the few that are neither. */
  readonly operation: string;
  readonly ms: number;
  /** undefined: it worked. */
  readonly error?: unknown;
}

export interface PostgresCatalogOptions {
  /** DATABASE_URL, postgres://user:password@host:5432/database, Postgres 15 or later. */
  readonly url: string;
  /** Connections at most; default 4. */
  readonly connections?: number;
  /** Longest time for one statement, ms; default 10,000. A connection is made, or becomes free, within 5,000 at most. */
  readonly timeoutMs?: number;
}
