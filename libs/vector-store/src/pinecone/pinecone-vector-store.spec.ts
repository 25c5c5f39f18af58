import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { clearFaults, injectFaults, setLag, startPineconeServer, type Fault, type PineconeServer } from '../../../../tools/local-pinecone/local-pinecone';
import { CONTRACT_DIMENSION, direction, record } from '../contract-records';
import { VectorStoreUnavailableError } from '../errors';
import { openVectorStore } from '../open-vector-store';
import { describeVectorStore } from '../vector-store.contract';
import type { PineconeVectorStoreOptions } from './pinecone-options';
import { PineconeVectorStore } from './pinecone-vector-store';
import { PineconeRefusal, realTransport, type Transport } from './retrying-fetch';
import { watchedTransport } from './testing/watched-transport';

Logger.overrideLogger(['error']);

let server: PineconeServer;
beforeAll(async () => { server = await startPineconeServer(); });
afterAll(() => server.close());

function options({ dimension = CONTRACT_DIMENSION, ...changed }: Partial<PineconeVectorStoreOptions> = {}): PineconeVectorStoreOptions {
  const createIfMissing = { cloud: 'aws', region: 'us-east-1' } as const;
  return { apiKey: 'local', index: `faces-${dimension}`, dimension, controllerUrl: server.url, createIfMissing, ...changed };
}

function open(transport: Transport = realTransport, changed?: Partial<PineconeVectorStoreOptions>) {
  return PineconeVectorStore.open(options(changed), transport);
}

describeVectorStore('PineconeVectorStore', () => openVectorStore({ kind: 'pinecone', ...options() }));

describe('with stale reads', () => {
  beforeAll(() => setLag(server.url, { ms: 0, reads: 1 }));
  afterAll(() => setLag(server.url, { ms: 0, reads: 0 }));
  describeVectorStore('PineconeVectorStore', () => open());
});

describe('PineconeVectorStore', () => {
  let ns: string;
  beforeEach(() => { ns = `spec-${randomUUID()}`; });
  afterEach(() => clearFaults(server.url));

  it.each<[string, Fault]>([
    ['a connection dropped before the write', { kind: 'drop', when: 'before' }],
    ['a connection dropped after the write', { kind: 'drop', when: 'after' }],
    ['a connection dropped in mid-answer', { kind: 'drop', when: 'amid' }],
    ['two 429s', { kind: 'status', status: 429, times: 2 }],
    ['a 429 with Retry-After', { kind: 'status', status: 429, retryAfterSeconds: 2 }],
    ['a 500', { kind: 'status', status: 500 }],
    ['two 503s', { kind: 'status', status: 503, times: 2 }],
  ])('gets every call through %s', async (_, fault) => {
    const { transport, pauses } = watchedTransport();
    const store = await open(transport);
    const calls: [string, () => Promise<unknown>][] = [
      ['/vectors/upsert', () => store.upsert(ns, [record('a', { metadata: { bucket: 'photos', image_key: 'a.jpg' } }), record('b')])],
      ['/query', async () => expect((await store.query(ns, direction(0), { topK: 5 })).map(({ id }) => id)).toEqual(['a', 'b'])],
      ['/vectors/fetch', async () => expect(await store.fetch(ns, ['a'])).toHaveLength(1)],
      ['/vectors/fetch_by_metadata', async () => expect(await store.facesOfImage(ns, 'photos', 'a.jpg')).toEqual(['a'])],
      ['/namespaces', () => store.ping()],
      ['/vectors/delete', () => store.deleteByIds(ns, ['a'])],
      ['/namespaces', async () => expect(await store.stats(ns)).toEqual({ vectors: 1 })],
      ['/namespaces', () => store.deleteCollection(ns)],
    ];
    for (const [path, call] of calls) {
      await injectFaults(server.url, [{ ...fault, path }]);
      await call();
    }
    expect(pauses).toHaveLength(calls.length * (fault.times ?? 1));
    expect(await store.stats(ns)).toEqual({ vectors: 0 });
  });

  it('asks again when an answer takes too long', async () => {
    const { transport, pauses } = watchedTransport();
    const store = await open(transport, { timeoutMs: 150 });
    await injectFaults(server.url, [{ kind: 'slow', delayMs: 600, path: '/vectors/upsert' }]);
    await store.upsert(ns, [record('a')]);
    expect(pauses).not.toHaveLength(0);
    expect(await store.stats(ns)).toEqual({ vectors: 1 });
  });

  it('says that Pinecone does not answer, and why, when it gives up', async () => {
    const { transport, pauses } = watchedTransport();
    const store = await open(transport);
    await injectFaults(server.url, [{ kind: 'status', status: 503, times: 100 }]);
    const failure = await store.upsert(ns, [record('a')]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(VectorStoreUnavailableError);
    expect((failure as Error).cause).toMatchObject({ status: 503 });
    expect(pauses).toHaveLength(7);
    await expect(store.ping()).rejects.toThrow(VectorStoreUnavailableError);
    await expect(store.query(ns, direction(0), { topK: 1 })).rejects.toThrow(VectorStoreUnavailableError);
    expect(pauses).toHaveLength(7 + 2 + 2);
  });

  it('takes a key that is refused later for an outage, and does not insist', async () => {
    const { transport, pauses } = watchedTransport();
    const store = await open(transport);
    await injectFaults(server.url, [{ kind: 'status', status: 401, times: 2 }]);
    await expect(store.ping()).rejects.toMatchObject({ name: 'VectorStoreUnavailableError', cause: expect.any(PineconeRefusal) });
    await expect(store.upsert(ns, [record('a')])).rejects.toThrow(VectorStoreUnavailableError);
    expect(pauses).toEqual([]);
  });

  it('keeps every request within 1,000 records and 2 MB, and four under way', async () => {
    const { transport, requests, state } = watchedTransport();
    const store = await open(transport, { dimension: 512 });
    const values = Float32Array.from({ length: 512 }, (_, i) => Math.sin(i + 1) / 16);
    const ids = Array.from({ length: 1100 }, () => randomUUID());
    await store.upsert(ns, ids.map((id) => ({ id, values, metadata: { face_id: id, image_key: 'photos/2024/é.jpg', schema: 2 } })));
    const upserts = requests.filter(({ path }) => path.endsWith('/vectors/upsert'));
    expect(Math.max(...upserts.map(({ bytes }) => bytes))).toBeLessThan(2_000_000);
    expect(upserts.every(({ records }, i) => i === upserts.length - 1 || (records > 100 && records < 300))).toBe(true);
    expect(state.most).toBe(4);

    expect(await store.fetch(ns, ids)).toHaveLength(1100);
    expect(Math.max(...requests.map(({ path }) => path.length))).toBeLessThan(8_000);
    await store.deleteByIds(ns, ids);
    expect(requests.filter(({ path }) => path.endsWith('/vectors/delete')).map(({ records }) => records)).toEqual([1000, 100]);
    expect(await store.stats(ns)).toEqual({ vectors: 0 });
  });

  it('sends what is asked for at once in one request, and again after a refusal', async () => {
    const { transport, requests } = watchedTransport();
    const store = await open(transport);
    await injectFaults(server.url, [{ kind: 'status', status: 429, path: '/vectors/upsert' }]);
    requests.length = 0;
    await Promise.all(Array.from({ length: 20 }, (_, i) => store.upsert(ns, [record(`face-${i}`)])));
    expect(requests.map(({ records }) => records)).toEqual([1, 20]);
    expect(await store.stats(ns)).toEqual({ vectors: 20 });
  });

  it('finds all faces of an image by their metadata, page by page', async () => {
    const { transport, requests } = watchedTransport();
    const store = await open(transport);
    const metadata = { bucket: 'photos', image_key: 'crowd.jpg' };
    await store.upsert(ns, Array.from({ length: 250 }, (_, i) => record(`face-${i}`, { metadata })));
    requests.length = 0;
    expect(await store.facesOfImage(ns, 'photos', 'crowd.jpg')).toHaveLength(250);
    expect(requests.map(({ path }) => path.slice(path.lastIndexOf('/')))).toEqual(Array(3).fill('/fetch_by_metadata'));
  });

  it('reads a rounded score as 1 at most, and a count that comes as a string', async () => {
    const answers: Record<string, object> = {
      '/query': { matches: [{ id: 'a', score: 1.0000001, metadata: {} }] },
      '/namespaces/x': { name: 'x', record_count: '20000' },
    };
    const answering: typeof fetch = async (input, init) => {
      const answer = Object.entries(answers).find(([path]) => String(input).endsWith(path));
      return answer ? Response.json(answer[1]) : fetch(input, init);
    };
    const store = await open({ ...realTransport, fetch: answering });
    expect(await store.query('x', direction(0), { topK: 1 })).toEqual([{ id: 'a', cosine: 1, metadata: {} }]);
    expect(await store.stats('x')).toEqual({ vectors: 20_000 });
  });

  it('lets calls in hand finish when it closes, and refuses later ones', async () => {
    const store = await open();
    await injectFaults(server.url, [{ kind: 'slow', delayMs: 50, path: '/vectors/upsert' }]);
    let written = false;
    const upsert = store.upsert(ns, [record('a')]).then(() => { written = true; });
    await store.close();
    expect(written).toBe(true);
    await upsert;
    await expect(store.ping()).rejects.toThrow(VectorStoreUnavailableError);
  });
});
