/** Where the vectors are: a Postgres with the extension pgvector, 0.8 or later. */
export interface PgVectorStoreOptions {
  /** DATABASE_URL, postgres://user:password@host:5432/database */
  readonly url: string;
  /** Length of an embedding, 1..2,000 (what an HNSW index takes). */
  readonly dimension: number;
  /**
   * Rows up to which a collection is searched exactly, and beyond which by the HNSW index; default 25,000, where both
   * take about as long (1 µs a row).
   */
  readonly exactRows?: number;
  /** Connections at most; default 4. */
  readonly connections?: number;
  /** Longest time for one statement, ms; default 10,000. A connection is made, or becomes free, within 5,000 at most. */
  readonly timeoutMs?: number;
}
