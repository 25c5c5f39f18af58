/** What crosses between the store and its scan worker: metadata as JSON text, vectors packed into one array. */

export interface WorkerData {
  readonly role: 'scan';
  readonly directory: string;
  readonly dimension: number;
  /** Threads that share one scan, the scan worker's own included. */
  readonly scanThreads: number;
  /** The worker's own file, which also starts the helper threads. */
  readonly entry: string;
}

export interface PackedRecords {
  readonly ids: readonly string[];
  readonly metadata: readonly string[];
  /** One vector after another. */
  readonly values: Float32Array;
}

export type Filter = Readonly<Record<string, string | number | boolean>>;

export interface ScanQuery {
  readonly vector: Float32Array;
  readonly topK: number;
  readonly minCosine?: number | undefined;
  readonly filter?: Filter | undefined;
}

export interface ScanMatch {
  readonly id: string;
  readonly cosine: number;
  readonly metadata: string;
}

/** Every call the worker answers. */
export interface Calls {
  upsert(collection: string, records: PackedRecords): void;
  query(collection: string, query: ScanQuery): ScanMatch[];
  fetch(collection: string, ids: readonly string[]): PackedRecords;
  /** In the order of their ids. */
  list(collection: string, after: string, limit: number): PackedRecords;
  idsWhere(collection: string, filter: Filter): string[];
  deleteByIds(collection: string, ids: readonly string[]): void;
  deleteWhere(collection: string, filter: Filter): void;
  deleteCollection(collection: string): Promise<void>;
  count(collection: string): number;
  ping(): void;
  close(): void;
}

export type Verb = keyof Calls;
export type Request = { [V in Verb]: { readonly number: number; readonly verb: V; readonly args: Parameters<Calls[V]> } }[Verb];

export type Reply =
  | { readonly kind: 'opened' }
  | { readonly kind: 'not-opened'; readonly message: string }
  | { readonly kind: 'result'; readonly number: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly number: number; readonly message: string };
