import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { CONTRACT_DIMENSION, direction, record } from './contract-records';
import { EmbeddedVectorStore } from './embedded-vector-store';
import { VectorStoreUnavailableError } from './errors';
import { describeVectorStore } from './vector-store.contract';
import { dot, randomVectors } from './worker/testing/random-vectors.ts';

let directory: string;
beforeAll(async () => { directory = await mkdtemp(join(tmpdir(), 'vectors-')); });
afterAll(() => rm(directory, { recursive: true }));

const open = () => EmbeddedVectorStore.open({ directory, dimension: CONTRACT_DIMENSION });

describeVectorStore('EmbeddedVectorStore', open);

describe('EmbeddedVectorStore', () => {
  it('keeps what was written when it is closed and opened again', async () => {
    const first = await open();
    await first.upsert('kept', [record('a', { metadata: { n: 1 } })]);
    await first.close();
    const second = await open();
    expect(await second.query('kept', direction(0), { topK: 1 })).toMatchObject([{ id: 'a', metadata: { n: 1 } }]);
    await second.close();
  });

  it('finishes the calls in hand when it is closed, and refuses later ones', async () => {
    const store = await open();
    const writing = store.upsert('closing', Array.from({ length: 500 }, (_, i) => record(`r${i}`)));
    await Promise.all([store.close(), store.close()]);
    await writing;
    await expect(store.query('closing', direction(0), { topK: 1 })).rejects.toThrow(VectorStoreUnavailableError);
  });

  it('fails the calls in hand when its worker dies, and answers the next ones from a new worker', async () => {
    const store = await open();
    await store.upsert('crash', [record('a')]);
    const reading = store.query('crash', direction(0), { topK: 1 });
    const failure = expect(reading).rejects.toThrow(VectorStoreUnavailableError);
    await (await workerOf(store)).terminate();
    await failure;
    expect(await store.query('crash', direction(0), { topK: 1 })).toHaveLength(1);
    await store.close();
  });

  it.each([0, 1.5, 4097])('refuses a dimension of %p', async (dimension) => {
    await expect(EmbeddedVectorStore.open({ directory, dimension })).rejects.toThrow(RangeError);
  });

  it('finds exactly the nearest when several threads share the scan', async () => {
    const store = await EmbeddedVectorStore.open({ directory: join(directory, 'large'), dimension: 8, scanThreads: 3 });
    const vectors = randomVectors(50_000, 8);
    await store.upsert('c', vectors.map((values, i) => ({ id: `r${i}`, values, metadata: {} })));
    for (const query of randomVectors(20, 8, 2)) {
      const cosines = Float64Array.from(vectors, (vector) => dot(query, vector));
      const matches = await store.query('c', query, { topK: 20 });
      expect(matches.map(({ cosine }) => cosine)).toEqual(Array.from(cosines.sort().reverse().slice(0, 20)));
    }
    await store.close();
  });
});

/** Nothing public leads to the worker, and nothing but its death makes a crash. */
async function workerOf(store: EmbeddedVectorStore): Promise<Worker> {
  const { current } = Reflect.get(store, 'thread') as { current: Promise<unknown> };
  return Reflect.get((await current) as object, 'worker') as Worker;
}
