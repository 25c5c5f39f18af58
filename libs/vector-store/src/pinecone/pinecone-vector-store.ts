import type { Index } from '@pinecone-database/pinecone';
import { VectorStoreSettingsError, VectorStoreUnavailableError } from '../errors';
import { requirePageLimit, requireTopK } from '../limits';
import { requireVector } from '../require-vector';
import {
  VectorStore, type CollectionStats, type MetadataFilter, type PageOptions, type QueryOptions, type RecordPage, type VectorMatch, type VectorRecord,
} from '../vector-store';
import { answerIfFound, answerOf, brisk, connect, paced, patient } from './connect';
import { NamespaceWriters } from './namespace-writers';
import { openIndex } from './open-index';
import type { PineconeVectorStoreOptions } from './pinecone-options';
import { batches, sendAll } from './record-batches';
import { realTransport } from './retrying-fetch';
import { flat, fromPineconeId, fromPineconeRecord, toPineconeFilter, toPineconeId, toPineconeRecord } from './wire-record';

// Pinecone's limits are 1,000 records and 2 MB a request; some is left for the envelope around the ids.
const DELETE_LIMITS = { count: 1_000, bytes: 2_000_000 - 1_024, bytesOf: (id: string) => Buffer.byteLength(JSON.stringify(id)) + 1 };
// The ids of a fetch travel in the URL ("ids=…&"); 8 KB is what servers commonly take.
const FETCH_LIMITS = { count: 100, bytes: 6_000, bytesOf: (id: string) => encodeURIComponent(id).length + 5 };
// The most that a page of ids, or of records by metadata, has.
const PAGE = 100;

/**
 * Vectors in a Pinecone index; a collection is a namespace. Reads lag behind writes. Failures that pass are repeated here
 * (`retryingFetch`); what remains is a `VectorStoreUnavailableError`, or an error of the SDK for a request that Pinecone
 * finds wrong. Whoever opens it closes it.
 */
export class PineconeVectorStore extends VectorStore {
  readonly consistency = 'eventual';
  private readonly inHand = new Set<Promise<unknown>>();
  private closed = false;

  /** `index` repeats patiently, `soon` gives up early. */
  private constructor(private readonly index: Index, private readonly soon: Index, private readonly writers: NamespaceWriters, private readonly dimension: number) {
    super();
  }

  /** Rejects with `VectorStoreSettingsError` when key, index or address are wrong. */
  static async open(options: PineconeVectorStoreOptions, transport = realTransport): Promise<PineconeVectorStore> {
    if (options.apiKey === '') throw new VectorStoreSettingsError('PINECONE_API_KEY', 'it is empty; create a key at https://app.pinecone.io.');
    const soon = connect(options, brisk(options), transport);
    const host = await openIndex(soon, options, transport);
    const index = connect(options, patient(options), transport).index({ host });
    const writers = new NamespaceWriters(connect(options, paced(options), transport).index({ host }), patient(options), transport);
    const store = new PineconeVectorStore(index, soon.index({ host }), writers, options.dimension);
    if (options.host !== undefined) await store.ping().catch((cause: unknown) => { throw wrongHost(host, cause); });
    return store;
  }

  /** Not atomic: after a failure some of the records may be there. Writing all of them again is safe. */
  async upsert(namespace: string, records: readonly VectorRecord[]): Promise<void> {
    for (const { values, id } of records) requireVector(values, this.dimension, id);
    // Batches overtake each other: of records with the same id only the last may be sent.
    const byId = new Map(records.map((record) => [record.id, record]));
    await this.ask(() => this.writers.upsert(namespace, [...byId.values()].map(toPineconeRecord)));
  }

  async query(namespace: string, vector: Float32Array, { topK, minCosine = -1, filter = {} }: QueryOptions): Promise<VectorMatch[]> {
    requireTopK(topK);
    const values = Array.from(requireVector(vector, this.dimension, 'of the query'));
    const filtered = Object.keys(filter).length > 0 ? { filter: toPineconeFilter(filter) } : {};
    const found = await this.askIfFound(() => this.soon.query({ vector: values, topK, namespace, includeMetadata: true, ...filtered }));
    return (found?.matches ?? [])
      .map(({ id, score = 0, metadata }) => ({ id: fromPineconeId(id), cosine: clamp(score), metadata: flat(metadata) }))
      .filter(({ cosine }) => cosine >= minCosine)
      .sort((a, b) => b.cosine - a.cosine || (a.id < b.id ? -1 : 1));
  }

  async fetch(namespace: string, ids: readonly string[]): Promise<VectorRecord[]> {
    const found: VectorRecord[] = [];
    await this.ask(() => sendAll(batches(new Set(ids.map(toPineconeId)), FETCH_LIMITS), async (batch) => {
      const page = await answerIfFound(() => this.index.fetch({ ids: batch, namespace }));
      found.push(...Object.values(page?.records ?? {}).map(fromPineconeRecord));
    }));
    return found;
  }

  /** The cursor is Pinecone's own token. */
  async list(namespace: string, { cursor, limit }: PageOptions): Promise<RecordPage> {
    const page = await this.askIfFound(() => this.index.listPaginated({ namespace, paginationToken: cursor, limit: Math.min(PAGE, requirePageLimit(limit)) }));
    const ids = (page?.vectors ?? []).flatMap(({ id }) => (id === undefined ? [] : [fromPineconeId(id)]));
    return { records: await this.fetch(namespace, ids), next: page?.pagination?.next };
  }

  async facesOfImage(namespace: string, bucket: string, imageKey: string): Promise<string[]> {
    const filter = toPineconeFilter({ bucket, image_key: imageKey });
    const ids: string[] = [];
    let paginationToken: string | undefined;
    do {
      const page = await this.askIfFound(() => this.index.fetchByMetadata({ filter, namespace, limit: PAGE, paginationToken }));
      ids.push(...Object.keys(page?.records ?? {}).map(fromPineconeId));
      paginationToken = page?.pagination?.next;
    } while (paginationToken);
    return ids;
  }

  async deleteByIds(namespace: string, ids: readonly string[]): Promise<void> {
    const all = batches(ids.map(toPineconeId), DELETE_LIMITS);
    await this.ask(() => sendAll(all, async (batch) => { await answerIfFound(() => this.index.deleteMany({ ids: batch, namespace })); }));
  }

  /** Deletes what Pinecone's index shows by now: of a write a moment ago it may know nothing yet. */
  async deleteWhere(namespace: string, filter: MetadataFilter): Promise<void> {
    if (Object.keys(filter).length === 0) throw new RangeError('An empty filter would delete everything; use deleteCollection for that.');
    await this.askIfFound(() => this.index.deleteMany({ filter: toPineconeFilter(filter), namespace }));
  }

  async deleteCollection(namespace: string): Promise<void> {
    await this.askIfFound(() => this.index.deleteNamespace(namespace));
  }

  async stats(namespace: string): Promise<CollectionStats> {
    const found = await this.askIfFound(() => this.index.describeNamespace(namespace));
    // The service writes 64-bit numbers as strings, its description as integers.
    return { vectors: Number(found?.recordCount ?? 0) };
  }

  /** Small whatever the index holds, unlike its statistics. */
  async ping(): Promise<void> {
    await this.ask(() => this.soon.listNamespaces({ limit: 1 })).catch((error: unknown) => {
      throw error instanceof VectorStoreUnavailableError ? error : new VectorStoreUnavailableError('Pinecone', { cause: error });
    });
  }

  /** Calls in hand finish first; later ones are refused. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.inHand);
  }

  private async ask<T>(call: () => Promise<T>): Promise<T> {
    if (this.closed) throw new VectorStoreUnavailableError('Pinecone', { cause: new Error('This PineconeVectorStore is closed.') });
    const asked = answerOf(call);
    this.inHand.add(asked);
    try {
      return await asked;
    } finally {
      this.inHand.delete(asked);
    }
  }

  /** Undefined when the namespace does not exist (yet). */
  private askIfFound<T>(call: () => Promise<T>): Promise<T | undefined> {
    return this.ask(() => answerIfFound(call));
  }
}

function wrongHost(host: string, cause: unknown): VectorStoreSettingsError {
  return new VectorStoreSettingsError('PINECONE_INDEX_HOST', `${host} does not answer; leave it out to use the address that Pinecone names.`, { cause });
}

/** Pinecone computes in float32: the cosine of a vector with itself may come as 1.0000001. */
function clamp(score: number): number {
  return Math.min(1, Math.max(-1, score));
}
