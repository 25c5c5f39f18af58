import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { startFlakyProxy, type FlakyProxy } from '../../../../tools/local-postgres/flaky-proxy';
import { startLocalPostgres, type LocalPostgres } from '../../../../tools/local-postgres/local-postgres';
import { createTestDatabase, hasExtension, realPostgres } from '../../../../tools/local-postgres/test-database';
import { CONTRACT_DIMENSION, direction, record } from '../contract-records';
import { VectorStoreUnavailableError } from '../errors';
import { openVectorStore } from '../open-vector-store';
import { describeVectorStore } from '../vector-store.contract';
import { dot, randomVectors } from '../worker/testing/random-vectors.ts';
import type { PgVectorStoreOptions } from './pg-options';
import { PgVectorStore } from './pg-vector-store';

const table = `face_vectors_${CONTRACT_DIMENSION}`;

let postgres: LocalPostgres;
beforeAll(async () => { postgres = await startLocalPostgres(); });
afterAll(() => postgres.stop());

function open(options: Partial<PgVectorStoreOptions> = {}): Promise<PgVectorStore> {
  return PgVectorStore.open({ url: postgres.url, dimension: CONTRACT_DIMENSION, ...options });
}

describeVectorStore('PgVectorStore', () => openVectorStore({ kind: 'pgvector', url: postgres.url, dimension: CONTRACT_DIMENSION }));

describe('PgVectorStore', () => {
  let collection: string;
  let store: PgVectorStore;
  beforeEach(async () => {
    collection = `spec-${randomUUID()}`;
    // Deleted rows stay in the index until a vacuum, which this Postgres never makes by itself.
    await sql(`truncate ${table}`);
  });
  afterEach(() => store.close());

  describe('with a collection of more rows than are searched exactly', () => {
    const vectors = randomVectors(600, CONTRACT_DIMENSION);
    const queries = randomVectors(20, CONTRACT_DIMENSION, 2);
    const nearest = (query: Float32Array, among: readonly Float32Array[], topK: number) =>
      among.map((values, i) => ({ id: `r${i}`, cosine: dot(query, values) })).sort((a, b) => b.cosine - a.cosine).slice(0, topK).map(({ id }) => id);

    // So few rows the planner would rather compare and sort; all connections of this Postgres share one session.
    beforeEach(() => sql('set enable_sort = off'));
    afterEach(() => sql('reset enable_sort'));

    it('finds nearly all of the nearest by the index, nearest first', async () => {
      store = await open({ exactRows: 100 });
      await store.upsert(collection, vectors.map((values, i) => ({ id: `r${i}`, values, metadata: { n: i } })));
      let found = 0;
      for (const query of queries) {
        const matches = await store.query(collection, query, { topK: 10 });
        expect(matches.map(({ cosine }) => cosine)).toEqual(matches.map(({ cosine }) => cosine).sort((a, b) => b - a));
        found += nearest(query, vectors, 10).filter((id) => matches.some((match) => match.id === id)).length;
      }
      expect(found / (10 * queries.length)).toBeGreaterThan(0.97);
      expect(await planOf(`select id from ${table} where collection = '${collection}' order by embedding <=> '[${queries[0]}]' limit 10`)).toContain('_by_cosine');
    });

    it('finds exactly the nearest in a small collection beside it, and in a filtered search', async () => {
      store = await open({ exactRows: 100 });
      const small = vectors.slice(0, 80);
      await store.upsert(`${collection}-large`, vectors.map((values, i) => ({ id: `r${i}`, values, metadata: { half: i < 300 } })));
      await store.upsert(collection, small.map((values, i) => ({ id: `r${i}`, values, metadata: {} })));
      for (const query of queries) {
        expect((await store.query(collection, query, { topK: 20 })).map(({ id }) => id)).toEqual(nearest(query, small, 20));
        const filtered = await store.query(`${collection}-large`, query, { topK: 20, filter: { half: true } });
        expect(filtered.map(({ id }) => id)).toEqual(nearest(query, vectors.slice(0, 300), 20));
      }
    });

    it('answers as many as there are when the index gives up before', async () => {
      store = await open({ exactRows: 10 });
      await store.upsert(collection, vectors.map((values, i) => ({ id: `r${i}`, values, metadata: {} })));
      expect(await store.query(collection, vectors[0] as Float32Array, { topK: 1_000 })).toHaveLength(600);
      expect((await store.query(collection, vectors[0] as Float32Array, { topK: 1_000, minCosine: 0.99 })).map(({ id }) => id)).toEqual(['r0']);
    });
  });

  it('leaves a record untouched that is written again as it is', async () => {
    store = await open();
    const version = () => sql(`select xmin::text from ${table} where collection = '${collection}'`);
    await store.upsert(collection, [record('a', { metadata: { version: 1 } })]);
    const first = await version();
    await store.upsert(collection, [record('a', { metadata: { version: 1 } })]);
    expect(await version()).toEqual(first);
    await store.upsert(collection, [record('a', { metadata: { version: 2 } })]);
    expect(await version()).not.toEqual(first);
  });

  it('writes nothing of a call that fails in the middle', async () => {
    store = await open();
    // Postgres has no text with U+0000, and finds it in the second batch only.
    const records = [...Array.from({ length: 150 }, (_, i) => record(`a${i}`)), record('z\u0000')];
    await expect(store.upsert(collection, records)).rejects.toThrow(/0x00/);
    expect(await store.stats(collection)).toEqual({ vectors: 0 });
  });

  it('finishes the calls in hand when it is closed, and refuses later ones', async () => {
    store = await open({ connections: 1 });
    const upserts = ['a', 'b', 'c'].map((id) => store.upsert(collection, [record(id)]));
    await Promise.all([store.close(), store.close()]);
    await Promise.all(upserts);
    await expect(store.ping()).rejects.toThrow(VectorStoreUnavailableError);
    store = await open();
    expect(await store.stats(collection)).toEqual({ vectors: 3 });
  });

  describe('when the connection fails', () => {
    let proxy: FlakyProxy;
    beforeEach(async () => {
      proxy = await startFlakyProxy(postgres.url);
      store = await open({ url: proxy.url, timeoutMs: 2_000 });
    });
    afterEach(() => proxy.close());
    const calls = () => [
      store.ping(), store.upsert(collection, [record('b')]), store.query(collection, direction(0), { topK: 1 }), store.fetch(collection, ['a']),
      store.deleteByIds(collection, ['absent']),
    ];

    it('says so, and goes on with a new connection', async () => {
      await store.upsert(collection, [record('a')]);
      proxy.pause();
      const failures = calls().map((call) => expect(call).rejects.toThrow(VectorStoreUnavailableError));
      await new Promise((resolve) => setTimeout(resolve, 50));
      proxy.drop();
      proxy.resume();
      await Promise.all(failures.slice(0, 4));
      await failures[4]?.catch(() => undefined); // it waited for a connection and has a new one
      expect(await store.query(collection, direction(0), { topK: 1 })).toHaveLength(1);
    });

    it('does not wait for longer than the time-out', async () => {
      await store.ping();
      proxy.pause();
      await Promise.all(calls().map((call) => expect(call).rejects.toThrow(VectorStoreUnavailableError)));
      proxy.resume();
    });
  });
});

describe('on a real Postgres', () => {
  it('keeps the contract, and several processes may start together', async () => {
    const server = realPostgres();
    if (server === undefined || !(await hasExtension(server, 'vector'))) return;
    const database = await createTestDatabase(server);
    const stores = await Promise.all(Array.from({ length: 4 }, () => open({ url: database.url })));
    await Promise.all(stores.map((store, n) => store.upsert('shared', Array.from({ length: 300 }, (_, i) => record(`r${(i * 7 + n) % 300}`, { metadata: { n } })))));
    expect(await stores[0]?.stats('shared')).toEqual({ vectors: 300 });
    await Promise.all(stores.map((store) => store.close()));
    await database.remove();
  });
});

async function sql(statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(statement);
  await client.end();
  return rows;
}

async function planOf(statement: string): Promise<string> {
  return JSON.stringify(await sql(`explain (costs off) ${statement}`)).replaceAll(/\[[-\d.,e]+\]/g, '[…]');
}
