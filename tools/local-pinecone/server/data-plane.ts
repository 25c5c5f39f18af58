import { rpcError } from './api-error.ts';
import { validIds, validRecords, validValues } from './validate.ts';
import type { StoredVector, VectorIndex, Write } from './vector-index.ts';

export interface DataRequest {
  readonly index: VectorIndex;
  readonly body: Record<string, unknown>;
  readonly query: URLSearchParams;
  /** From path, query or body. */
  readonly namespace: string;
  readonly write: (write: Write) => void;
}

const PAGE = 100;
const usage = { readUnits: 1 };

/** Method and path, below the host of an index. */
export const dataRoutes: Record<string, (request: DataRequest) => object> = {
  'POST /vectors/upsert': upsert,
  'POST /vectors/delete': deleteVectors,
  'POST /query': query,
  'GET /vectors/fetch': ({ index, query, namespace }) => {
    const ids = new Set(validIds(query.getAll('ids')));
    return { vectors: byId(index.find(namespace).filter(({ id }) => ids.has(id))), namespace, usage };
  },
  'POST /vectors/fetch_by_metadata': ({ index, body, namespace }) => {
    const { items, pagination } = page(index.find(namespace, body['filter'] as Record<string, unknown>), 'id', body);
    return { vectors: byId(items), namespace, usage, ...pagination };
  },
  'GET /vectors/list': ({ index, query, namespace }) => {
    const withPrefix = index.find(namespace).filter(({ id }) => id.startsWith(query.get('prefix') ?? ''));
    const { items, pagination } = page(withPrefix, 'id', Object.fromEntries(query));
    return { vectors: items.map(({ id }) => ({ id })), namespace, usage, ...pagination };
  },
  'POST /describe_index_stats': ({ index }) => {
    const namespaces = [...index.read()].map(([name, { size }]) => [name, { vectorCount: size }] as const);
    const totalVectorCount = namespaces.reduce((sum, [, { vectorCount }]) => sum + vectorCount, 0);
    const { dimension, metric } = index.description;
    return { namespaces: Object.fromEntries(namespaces), dimension, indexFullness: 0, totalVectorCount, metric, vectorType: 'dense' };
  },
  'GET /namespaces': ({ index, query }) => {
    const all = [...index.read()].map(([name, { size }]) => ({ name, record_count: size })).sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, pagination } = page(all, 'name', Object.fromEntries(query));
    return { namespaces: items, total_count: all.length, ...pagination };
  },
  'GET /namespaces/{namespace}': ({ index, namespace }) => {
    const found = index.read().get(namespace);
    if (found === undefined) throw rpcError(404, 'Namespace not found');
    return { name: namespace, record_count: found.size };
  },
  'DELETE /namespaces/{namespace}': ({ index, namespace, write }) => {
    requireNamespace(index, namespace);
    write({ op: 'deleteNamespace', namespace });
    return {};
  },
};

function upsert({ index, body, namespace, write }: DataRequest): object {
  const vectors = validRecords(body['vectors'], index.description.dimension);
  write({ op: 'upsert', namespace, vectors });
  return { upsertedCount: vectors.length };
}

/** By filter, what reads see is deleted: a write a moment ago may escape it. */
function deleteVectors({ index, body, namespace, write }: DataRequest): object {
  const { ids, filter, deleteAll } = body as { ids?: string[]; filter?: Record<string, unknown>; deleteAll?: boolean };
  if ([ids, filter, deleteAll || undefined].filter((way) => way !== undefined).length !== 1) {
    throw rpcError(400, 'Exactly one of ids, filter and deleteAll must be given');
  }
  requireNamespace(index, namespace);
  if (deleteAll === true) write({ op: 'deleteNamespace', namespace });
  else write({ op: 'delete', namespace, ids: ids ? validIds(ids) : index.find(namespace, filter).map(({ id }) => id) });
  return {};
}

function query({ index, body, namespace }: DataRequest): object {
  const { topK, vector, filter, includeMetadata, includeValues } = body as {
    topK: number; vector: unknown; filter?: Record<string, unknown>; includeMetadata?: boolean; includeValues?: boolean;
  };
  if (!Number.isInteger(topK) || topK < 1 || topK > 10_000) throw rpcError(400, 'top_k must be between 1 and 10000');
  const wanted = validValues(vector, index.description.dimension);
  const scored = index.find(namespace, filter).map((found) => ({ found, score: cosine(wanted, found.values) }));
  const matches = scored
    .sort((a, b) => b.score - a.score)
    .slice(0, topK)
    .map(({ found, score }) => ({ id: found.id, score, ...(includeValues && { values: found.values }), ...(includeMetadata && { metadata: found.metadata }) }));
  return { matches, namespace, usage };
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number;
    const y = b[i] as number;
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return Math.fround(dot / Math.sqrt(aa * bb));
}

function byId(vectors: readonly StoredVector[]): Record<string, StoredVector> {
  return Object.fromEntries(vectors.map((vector) => [vector.id, vector]));
}

/** Items sorted by `key`; the token is the last one's, so that a page is right whatever is written meanwhile. */
function page<K extends string, T extends Record<K, string>>(items: readonly T[], key: K, { limit, paginationToken }: Record<string, unknown>) {
  const after = paginationToken === undefined ? undefined : Buffer.from(String(paginationToken), 'base64').toString();
  const rest = after === undefined ? items : items.filter((item) => item[key] > after);
  const taken = rest.slice(0, Number(limit ?? PAGE));
  const last = taken.at(-1);
  const next = last !== undefined && taken.length < rest.length ? Buffer.from(last[key]).toString('base64') : undefined;
  return { items: taken, pagination: next === undefined ? {} : { pagination: { next } } };
}

function requireNamespace(index: VectorIndex, namespace: string): void {
  if (!index.hasNamespace(namespace)) throw rpcError(404, 'Namespace not found');
}
