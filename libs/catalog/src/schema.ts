// Portable between SQLite and Postgres: times are integers (ms since the epoch), JSON is text, flags are 0 or 1.
// node-postgres answers bigint columns as strings, hence `Number(...)` wherever a time or a token is read.

import type { Generated } from 'kysely';

type Millis = number;

export interface CollectionsTable {
  id: string;
  embedding_contract: string;
  created_at: Millis;
  min_cosine: number | null;
  /** JSON. */
  metadata: Generated<string>;
  /** 0: never. */
  updated_at: Generated<Millis>;
  revision: Generated<number>;
}

export interface SubjectsTable {
  collection_id: string;
  id: string;
  name: string | null;
  external_id: string | null;
  /** JSON. */
  metadata: string;
  created_at: Millis;
  updated_at: Millis;
  revision: number;
}

export interface SubjectImagesTable {
  collection_id: string;
  subject_id: string;
  bucket: string;
  image_key: string;
}

/** Answers to requests that brought an Idempotency-Key. */
export interface KeptAnswersTable {
  id: string;
  fingerprint: string;
  /** null: not answered yet. */
  answer: string | null;
  busy_until: Millis;
  expires_at: Millis;
}

export interface ServiceSecretsTable {
  name: string;
  /** Hex. */
  value: string;
}

/** Of a key itself only the digest. */
export interface ApiKeysTable {
  id: string;
  /** SHA-256, hex. */
  digest: string;
  name: string;
  /** Separated by commas. */
  scopes: string;
  /** '': every collection. */
  collection_prefix: string;
  per_minute: number | null;
  last_four: string;
  created_at: Millis;
  revoked_at: Millis | null;
}

export interface JobsTable {
  id: string;
  collection_id: string;
  source: string;
  enqueued: number;
  last_key: string | null;
  complete: number;
  created_at: Millis;
  kind: Generated<string>;
  max_faces: number | null;
  skipped: Generated<number>;
  /** The enqueuer has something to do: to list, to send, or to send again. */
  pending: Generated<number>;
  cancelled_at: Millis | null;
  retry_at: Millis | null;
  /** JSON. */
  problem: string | null;
  lease_owner: string | null;
  /** 0: free and never worked on. */
  lease_until: Generated<Millis>;
  /** A digest; null: its id is our own. */
  request: string | null;
}

/** The keys of a job that names them, a chunk a row. */
export interface JobKeysTable {
  job_id: string;
  /** Of the chunk's first key. */
  position: number;
  /** JSON. */
  keys: string;
}

export interface ReceiptsTable {
  job_id: string;
  collection_id: string;
  bucket: string;
  image_key: string;
  state: string;
  detection_id: string | null;
  /** JSON. */
  faces: string;
  /** JSON. */
  passed_over: string;
  /** JSON. */
  problem: string | null;
  finished_at: Millis;
}

export interface ImageHeadsTable {
  collection_id: string;
  bucket: string;
  image_key: string;
  /** JSON. */
  committed: string | null;
  deleted_at: Millis | null;
  /** JSON. */
  noted_ids: string;
  lease_owner: string | null;
  lease_token: number;
  /** 0: free. */
  lease_until: Millis;
}

/** Stays after the collection is gone: messages that were sent before must not bring it back. */
export interface CollectionDeletionsTable {
  id: string;
  deleted_at: Millis;
  owner: string;
  /** A deletion is going on until then; 0: it has ended. */
  busy_until: Millis;
}

export interface CatalogSchema {
  collections: CollectionsTable;
  collection_deletions: CollectionDeletionsTable;
  jobs: JobsTable;
  job_keys: JobKeysTable;
  receipts: ReceiptsTable;
  image_heads: ImageHeadsTable;
  subjects: SubjectsTable;
  subject_images: SubjectImagesTable;
  kept_answers: KeptAnswersTable;
  service_secrets: ServiceSecretsTable;
  api_keys: ApiKeysTable;
}
