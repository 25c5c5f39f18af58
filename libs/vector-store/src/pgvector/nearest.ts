import type { ClientBase } from 'pg';
import type { MetadataFilter, VectorMetadata } from '../vector-store';

export interface NearestQuery {
  readonly collection: string;
  /** As `toWire` writes it. */
  readonly vector: Buffer;
  readonly topK: number;
  readonly filter: MetadataFilter;
}

export interface NearestRow {
  readonly id: string;
  /** 1 - cosine */
  readonly distance: number;
  readonly metadata: VectorMetadata;
}

/**
 * Candidates that a search of the index keeps: the most that pgvector takes, and the least here. Of 6,000 synthetic faces the
 * same person's are all found with 40; of the ten nearest, strangers included, 0.93 with 100, 0.98 with 200, 0.997 with 400.
 */
const EF_SEARCH = { most: 1_000, least: 400 };

/** Compares with every row of the collection that has the filter's metadata: recall 1, in time with their number. */
export async function nearestExactly(client: ClientBase, table: string, { collection, vector, topK, filter }: NearestQuery): Promise<NearestRow[]> {
  const filtered = Object.keys(filter).length > 0;
  // "offset 0" keeps the order away from the planner, who would take the HNSW index for it.
  const { rows } = await client.query<NearestRow>(
    `select id, distance, metadata from (
       select id, metadata, embedding <=> $2::vector as distance from ${table}
       where collection = $1 ${filtered ? 'and metadata @> $4::jsonb' : ''} offset 0
     ) as compared order by distance, id limit $3`,
    filtered ? [collection, vector, topK, JSON.stringify(filter)] : [collection, vector, topK],
  );
  return rows;
}

/** By the HNSW index, which goes on from near to far until it has enough rows of the collection. Inside a transaction. */
export async function nearestByIndex(client: ClientBase, table: string, { collection, vector, topK }: Omit<NearestQuery, 'filter'>): Promise<NearestRow[]> {
  const efSearch = Math.min(EF_SEARCH.most, Math.max(EF_SEARCH.least, 2 * topK));
  await client.query(`set local hnsw.iterative_scan = relaxed_order; set local hnsw.ef_search = ${efSearch}`);
  const { rows } = await client.query<NearestRow>(
    `with nearest as materialized (
       select id, metadata, embedding <=> $2::vector as distance from ${table}
       where collection = $1 order by embedding <=> $2::vector limit $3
     ) select id, distance, metadata from nearest order by distance, id`,
    [collection, vector, topK],
  );
  return rows;
}
