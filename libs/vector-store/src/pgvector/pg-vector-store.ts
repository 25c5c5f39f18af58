import { VectorStoreUnavailableError } from '../errors';
import { requirePageLimit, requireTopK } from '../limits';
import { requireVector } from '../require-vector';
import {
  VectorStore, type CollectionStats, type MetadataFilter, type PageOptions, type QueryOptions, type RecordPage, type VectorMatch, type VectorMetadata,
  type VectorRecord,
} from '../vector-store';
import { CollectionSizes } from './collection-sizes';
import { withFirstConnection } from './first-connection';
import { nearestByIndex, nearestExactly, type NearestQuery, type NearestRow } from './nearest';
import { openSchema, tableOf } from './open-schema';
import { PgConnections } from './pg-connections';
import type { PgVectorStoreOptions } from './pg-options';
import { fromWire, toWire } from './wire-vector';

// What an HNSW index takes.
const MAX_DIMENSION = 2_000;
/** Where comparing with every row takes as long as the index does: 18 and 19 ms (PostgreSQL 15, two cores). */
const EXACT_ROWS = 25_000;
/** Records of one statement: the HNSW index takes some milliseconds for each, on a busy server a hundred, and a statement has its time-out. */
const BATCH = 25;
const DELETED_AT_ONCE = 5_000;

interface Row {
  readonly id: string;
  readonly values: string;
  readonly metadata: VectorMetadata;
}

/**
 * Vectors in Postgres by pgvector: one table for each dimension, all collections in it. Small collections and filtered
 * searches are compared exactly, large ones by an HNSW index. Whoever opens it closes it.
 */
export class PgVectorStore extends VectorStore {
  readonly consistency = 'read-your-writes';
  private readonly table: string;
  private readonly sizes: CollectionSizes;

  private constructor(private readonly connections: PgConnections, private readonly dimension: number, exactRows = EXACT_ROWS) {
    super();
    this.table = tableOf(dimension);
    this.sizes = new CollectionSizes(this.table, exactRows);
  }

  /** Rejects with `VectorStoreSettingsError` when DATABASE_URL is wrong, or its database cannot hold these vectors. */
  static async open(options: PgVectorStoreOptions): Promise<PgVectorStore> {
    const { dimension } = options;
    if (!Number.isInteger(dimension) || dimension < 1 || dimension > MAX_DIMENSION) {
      throw new RangeError(`dimension is ${dimension}; pgvector's HNSW index takes 1 to ${MAX_DIMENSION}.`);
    }
    await withFirstConnection(options, (client) => openSchema(client, dimension));
    return new PgVectorStore(new PgConnections(options), dimension, options.exactRows);
  }

  async upsert(collection: string, records: readonly VectorRecord[]): Promise<void> {
    for (const { values, id } of records) requireVector(values, this.dimension, id);
    if (records.length === 0) return;
    const byId = new Map(records.map((record) => [record.id, record]));
    // In one order everywhere, so that two calls with the same ids do not wait for each other.
    const sorted = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    await this.connections.transaction(async (client) => {
      for (let start = 0; start < sorted.length; start += BATCH) {
        const batch = sorted.slice(start, start + BATCH);
        const parameters = batch.flatMap(({ id, values, metadata }) => [id, toWire(values), JSON.stringify(metadata)]);
        await client.query(this.upsertStatement(batch.length), [collection, ...parameters]);
      }
    });
  }

  async query(collection: string, vector: Float32Array, { topK, minCosine = -1, filter = {} }: QueryOptions): Promise<VectorMatch[]> {
    const query = { collection, vector: toWire(requireVector(vector, this.dimension, 'of the query')), topK: requireTopK(topK), filter };
    const rows = await this.nearest(query, minCosine);
    return rows.map(({ id, distance, metadata }) => ({ id, cosine: cosineOf(distance), metadata })).filter(({ cosine }) => cosine >= minCosine);
  }

  async fetch(collection: string, ids: readonly string[]): Promise<VectorRecord[]> {
    return this.records('collection = $1 and id = any($2::text[])', [collection, ids]);
  }

  async list(collection: string, { cursor = '', limit }: PageOptions): Promise<RecordPage> {
    const records = await this.records('collection = $1 and id > $2 order by id limit $3', [collection, cursor, requirePageLimit(limit)]);
    return records.length < limit ? { records } : { records, next: records.at(-1)?.id };
  }

  async facesOfImage(collection: string, bucket: string, imageKey: string): Promise<string[]> {
    const filter = JSON.stringify({ bucket, image_key: imageKey });
    const rows = await this.rows<{ id: string }>(`select id from ${this.table} where collection = $1 and metadata @> $2::jsonb`, [collection, filter]);
    return rows.map(({ id }) => id);
  }

  async deleteByIds(collection: string, ids: readonly string[]): Promise<void> {
    await this.delete(collection, 'id = any($2::text[])', ids);
  }

  async deleteWhere(collection: string, filter: MetadataFilter): Promise<void> {
    if (Object.keys(filter).length === 0) throw new RangeError('An empty filter would delete everything; use deleteCollection for that.');
    await this.delete(collection, 'metadata @> $2::jsonb', JSON.stringify(filter));
  }

  /** In steps, so that a large one stays within the time-out; one that was interrupted goes on when it is called again. */
  async deleteCollection(collection: string): Promise<void> {
    const some = `ctid = any(array(select ctid from ${this.table} where collection = $1 limit $2))`;
    while ((await this.delete(collection, some, DELETED_AT_ONCE)) > 0);
  }

  async stats(collection: string): Promise<CollectionStats> {
    const [row] = await this.rows<{ vectors: string }>(`select count(*) as vectors from ${this.table} where collection = $1`, [collection]);
    return { vectors: Number(row?.vectors) };
  }

  async ping(): Promise<void> {
    await this.rows('select 1').catch((error: unknown) => {
      throw error instanceof VectorStoreUnavailableError ? error : new VectorStoreUnavailableError('pgvector', { cause: error });
    });
  }

  /** Calls in hand finish first; later ones are refused. */
  close(): Promise<void> {
    return this.connections.close();
  }

  private async nearest(query: NearestQuery, minCosine: number): Promise<readonly NearestRow[]> {
    const exactly = () => this.connections.ask((client) => nearestExactly(client, this.table, query));
    if (Object.keys(query.filter).length > 0) return exactly();
    if (await this.connections.ask((client) => this.sizes.isSmall(client, query.collection))) return exactly();
    const rows = await this.connections.transaction((client) => nearestByIndex(client, this.table, query));
    const complete = rows.length === query.topK || cosineOf(rows.at(-1)?.distance ?? 0) < minCosine;
    // The index gave up before it had enough: the collection is a small part of the table.
    return complete ? rows : exactly();
  }

  /** A record that is there already, the same in everything, stays untouched. */
  private upsertStatement(count: number): string {
    const rows = Array.from({ length: count }, (_, i) => `($1, $${3 * i + 2}, $${3 * i + 3}::vector, $${3 * i + 4}::jsonb)`);
    return `insert into ${this.table} as stored (collection, id, embedding, metadata) values ${rows.join(', ')}
      on conflict (collection, id) do update set embedding = excluded.embedding, metadata = excluded.metadata
      where stored.embedding <> excluded.embedding or stored.metadata <> excluded.metadata`;
  }

  private async records(condition: string, values: readonly unknown[]): Promise<VectorRecord[]> {
    const rows = await this.rows<Row>(`select id, embedding::text as values, metadata from ${this.table} where ${condition}`, values);
    return rows.map(({ id, values, metadata }) => ({ id, values: fromWire(values), metadata }));
  }

  private async delete(collection: string, condition: string, value: unknown): Promise<number> {
    const deleted = await this.connections.transaction((client) => client.query(`delete from ${this.table} where collection = $1 and ${condition}`, [collection, value]));
    this.sizes.forget(collection);
    return deleted.rowCount ?? 0;
  }

  private rows<R extends object>(statement: string, values: readonly unknown[] = []): Promise<R[]> {
    return this.connections.ask(async (client) => (await client.query<R>(statement, [...values])).rows);
  }
}

/** A vector's distance from itself may come as -1e-8. */
function cosineOf(distance: number): number {
  return Math.min(1, Math.max(-1, 1 - distance));
}
