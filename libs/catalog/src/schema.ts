// Portable between SQLite and Postgres: times are integers (ms since the epoch), JSON is text, flags are 0 or 1.
// node-postgres answers bigint columns as strings, hence `Number(...)` wherever a time or a token is read.

type Millis = number;

export interface CollectionsTable {
  id: string;
  embedding_contract: string;
  created_at: Millis;
}

export interface JobsTable {
  id: string;
  collection_id: string;
  source: string;
  enqueued: number;
  last_key: string | null;
  complete: number;
  created_at: Millis;
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

export interface CatalogSchema {
  collections: CollectionsTable;
  jobs: JobsTable;
  receipts: ReceiptsTable;
  image_heads: ImageHeadsTable;
}
