import { VectorStore } from '@facerec/vector-store';
import type { CollectionStats, QueryOptions, RecordPage, VectorMatch, VectorRecord } from '@facerec/vector-store';

/** The part of a vector store that indexing and matching use, in a map. */
export class MemoryVectorStore extends VectorStore {
  readonly consistency = 'read-your-writes';
  readonly collections = new Map<string, Map<string, VectorRecord>>();

  async upsert(collection: string, records: readonly VectorRecord[]): Promise<void> {
    for (const record of records) this.in(collection).set(record.id, record);
  }

  async query(collection: string, vector: Float32Array, { topK, minCosine = -1 }: QueryOptions): Promise<VectorMatch[]> {
    return [...this.in(collection).values()]
      .map(({ id, values, metadata }) => ({ id, metadata, cosine: values.reduce((sum, value, i) => sum + value * vector[i]!, 0) }))
      .filter(({ cosine }) => cosine >= minCosine)
      .sort((a, b) => b.cosine - a.cosine || a.id.localeCompare(b.id))
      .slice(0, topK);
  }

  async fetch(collection: string, ids: readonly string[]): Promise<VectorRecord[]> {
    return ids.flatMap((id) => this.in(collection).get(id) ?? []);
  }

  async list(collection: string): Promise<RecordPage> {
    return { records: [...this.in(collection).values()] };
  }

  async facesOfImage(collection: string, bucket: string, imageKey: string): Promise<string[]> {
    return [...this.in(collection).values()]
      .filter(({ metadata }) => metadata.bucket === bucket && metadata.image_key === imageKey)
      .map(({ id }) => id);
  }

  async deleteByIds(collection: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) this.in(collection).delete(id);
  }

  async deleteWhere(): Promise<void> {
    throw new Error('Indexing deletes by id alone.');
  }

  async deleteCollection(collection: string): Promise<void> {
    this.collections.delete(collection);
  }

  async stats(collection: string): Promise<CollectionStats> {
    return { vectors: this.in(collection).size };
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {}

  private in(collection: string): Map<string, VectorRecord> {
    const records = this.collections.get(collection) ?? new Map<string, VectorRecord>();
    this.collections.set(collection, records);
    return records;
  }
}
