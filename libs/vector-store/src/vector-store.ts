/** Flat by contract: Pinecone has no nested metadata. */
export type VectorMetadata = Readonly<Record<string, string | number | boolean>>;

export interface VectorRecord {
  /** Chosen by the caller; the same id written twice is one record. */
  readonly id: string;
  /** Unit length, the store's dimension. */
  readonly values: Float32Array;
  readonly metadata: VectorMetadata;
}

export interface VectorMatch {
  readonly id: string;
  /** Raw cosine, -1..1. */
  readonly cosine: number;
  readonly metadata: VectorMetadata;
}

/** Every named key must equal the given value. */
export type MetadataFilter = VectorMetadata;

export interface QueryOptions {
  /** 1..10,000 */
  readonly topK: number;
  /** Leave out matches below this cosine, -1..1. */
  readonly minCosine?: number;
  readonly filter?: MetadataFilter;
}

export interface CollectionStats {
  readonly vectors: number;
}

export interface PageOptions {
  /** `next` of the page before; default: from the beginning. It keeps its meaning across restarts. */
  readonly cursor?: string;
  /** Records of a page at most, 1..1,000; an engine may answer fewer. */
  readonly limit: number;
}

export interface RecordPage {
  readonly records: readonly VectorRecord[];
  /** Absent on the last page. */
  readonly next?: string;
}

/**
 * Unit vectors in named collections, found again by cosine. A collection begins with its first vector; one that does
 * not exist answers like an empty one.
 */
export abstract class VectorStore {
  /** `eventual`: a query right after an upsert may not see it yet. Writes are durable when they resolve, always. */
  abstract readonly consistency: 'read-your-writes' | 'eventual';

  /** Writes or replaces by id; resolves when durable. All or nothing within one call where the engine allows it. */
  abstract upsert(collection: string, records: readonly VectorRecord[]): Promise<void>;

  /** Nearest first; ties by id. */
  abstract query(collection: string, vector: Float32Array, options: QueryOptions): Promise<VectorMatch[]>;

  /** The records with these ids that exist, values included, in no order. */
  abstract fetch(collection: string, ids: readonly string[]): Promise<VectorRecord[]>;

  /** A collection page by page, in no particular order; what is written meanwhile may be missed. */
  abstract list(collection: string, options: PageOptions): Promise<RecordPage>;

  /** Ids of the faces stored for one image (metadata `bucket` and `image_key`). */
  abstract facesOfImage(collection: string, bucket: string, imageKey: string): Promise<string[]>;

  /** Absent ids are fine. */
  abstract deleteByIds(collection: string, ids: readonly string[]): Promise<void>;

  /** Deletes every record whose metadata equals the filter (never empty). */
  abstract deleteWhere(collection: string, filter: MetadataFilter): Promise<void>;

  abstract deleteCollection(collection: string): Promise<void>;

  abstract stats(collection: string): Promise<CollectionStats>;

  /** Resolves when the engine answers; rejects with `VectorStoreUnavailableError` when it does not. */
  abstract ping(): Promise<void>;

  abstract close(): Promise<void>;
}
