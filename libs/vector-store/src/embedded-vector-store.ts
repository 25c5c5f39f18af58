import { requirePageLimit, requireTopK } from './limits';
import { requireVector } from './require-vector';
import { RestartingScanThread, type ScanThreadOptions } from './restarting-scan-thread';
import {
  VectorStore, type CollectionStats, type MetadataFilter, type PageOptions, type QueryOptions, type RecordPage, type VectorMatch, type VectorMetadata,
  type VectorRecord,
} from './vector-store';
import type { PackedRecords } from './worker/protocol.ts';

export type EmbeddedVectorStoreOptions = ScanThreadOptions;

/**
 * Vectors in one directory, shared by all processes of one machine: SQLite holds them, an exact scan in memory finds them.
 * Everything, the durable writes included, happens in one worker thread; this class only passes calls on. Whoever opens it
 * closes it.
 */
export class EmbeddedVectorStore extends VectorStore {
  readonly consistency = 'read-your-writes';
  private readonly dimension: number;

  private constructor(private readonly thread: RestartingScanThread, { dimension }: EmbeddedVectorStoreOptions) {
    super();
    this.dimension = dimension;
  }

  /** Creates the directory and its database when absent. Fails when the directory holds vectors of another dimension. */
  static async open(options: EmbeddedVectorStoreOptions): Promise<EmbeddedVectorStore> {
    const thread = new RestartingScanThread(options);
    await thread.open();
    return new EmbeddedVectorStore(thread, options);
  }

  async upsert(collection: string, records: readonly VectorRecord[]): Promise<void> {
    if (records.length === 0) return;
    const values = new Float32Array(records.length * this.dimension);
    records.forEach((record, i) => values.set(requireVector(record.values, this.dimension, record.id), i * this.dimension));
    const packed = { ids: records.map(({ id }) => id), metadata: records.map(({ metadata }) => JSON.stringify(metadata)), values };
    await this.thread.call('upsert', collection, packed);
  }

  async query(collection: string, vector: Float32Array, options: QueryOptions): Promise<VectorMatch[]> {
    const { topK, minCosine, filter } = options;
    const values = Float32Array.from(requireVector(vector, this.dimension, 'of the query'));
    const query = { vector: values, topK: requireTopK(topK), minCosine, filter };
    const matches = await this.thread.call('query', collection, query);
    return matches.map(({ id, cosine, metadata }) => ({ id, cosine, metadata: parse(metadata) }));
  }

  async fetch(collection: string, ids: readonly string[]): Promise<VectorRecord[]> {
    return this.unpack(await this.thread.call('fetch', collection, ids));
  }

  async list(collection: string, { cursor = '', limit }: PageOptions): Promise<RecordPage> {
    const records = this.unpack(await this.thread.call('list', collection, cursor, requirePageLimit(limit)));
    return records.length < limit ? { records } : { records, next: records.at(-1)?.id };
  }

  facesOfImage(collection: string, bucket: string, imageKey: string): Promise<string[]> {
    return this.thread.call('idsWhere', collection, { bucket, image_key: imageKey });
  }

  deleteByIds(collection: string, ids: readonly string[]): Promise<void> {
    return this.thread.call('deleteByIds', collection, ids);
  }

  async deleteWhere(collection: string, filter: MetadataFilter): Promise<void> {
    if (Object.keys(filter).length === 0) throw new RangeError('An empty filter would delete everything; use deleteCollection for that.');
    await this.thread.call('deleteWhere', collection, filter);
  }

  deleteCollection(collection: string): Promise<void> {
    return this.thread.call('deleteCollection', collection);
  }

  async stats(collection: string): Promise<CollectionStats> {
    return { vectors: await this.thread.call('count', collection) };
  }

  ping(): Promise<void> {
    return this.thread.call('ping');
  }

  /** Calls in hand finish first; later ones are refused. */
  close(): Promise<void> {
    return this.thread.close();
  }

  private unpack({ ids, metadata, values }: PackedRecords): VectorRecord[] {
    return ids.map((id, i) => ({
      id,
      values: Float32Array.from(values.subarray(i * this.dimension, (i + 1) * this.dimension)),
      metadata: parse(metadata[i] as string),
    }));
  }
}

function parse(metadata: string): VectorMetadata {
  return JSON.parse(metadata) as VectorMetadata;
}
