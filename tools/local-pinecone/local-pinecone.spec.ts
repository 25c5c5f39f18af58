import { Logger } from '@nestjs/common';
import { openVectorStore } from '@facerec/vector-store';
import { Pinecone } from '@pinecone-database/pinecone';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setLag, startLocalPinecone, startPineconeServer, type PineconeServer } from './local-pinecone';

Logger.overrideLogger(['error']);

const dimension = 8;
const values = [1, 0, 0, 0, 0, 0, 0, 0];

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('startLocalPinecone', () => {
  let directory: string;
  beforeEach(() => { directory = mkdtempSync(join(tmpdir(), 'facerec-pinecone-')); });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('keeps what it acknowledged across kill -9, and an open store goes on', async () => {
    const file = join(directory, 'pinecone.jsonl');
    const first = await startLocalPinecone({ file });
    const createIfMissing = { cloud: 'aws', region: 'us-east-1' } as const;
    const store = await openVectorStore({ kind: 'pinecone', apiKey: 'local', index: 'faces', dimension, controllerUrl: first.url, createIfMissing });
    const records = ['a', 'b', 'c'].map((id) => ({ id, values: Float32Array.from(values), metadata: { bucket: 'photos' } }));
    await store.upsert('friends', records);
    await store.deleteByIds('friends', ['b']);
    process.kill(first.pid, 'SIGKILL');
    await first.stop();
    appendFileSync(file, '{"index":"faces","write":{"op":"ups');

    const second = await startLocalPinecone({ file, port: Number(new URL(first.url).port) });
    expect((await store.fetch('friends', ['a', 'b', 'c'])).map(({ id }) => id).sort()).toEqual(['a', 'c']);
    await store.upsert('friends', records);
    expect(await store.stats('friends')).toEqual({ vectors: 3 });
    await store.close();
    await second.stop();
    expect(alive(second.pid)).toBe(false);
  });

  it('says which port is taken', async () => {
    const pinecone = await startLocalPinecone();
    const port = Number(new URL(pinecone.url).port);
    await expect(startLocalPinecone({ port })).rejects.toThrow(new RegExp(`did not start: .*EADDRINUSE.*Is port ${port} in use`));
    await pinecone.stop();
  });

  it('ends with the process that started it, even by kill -9', async () => {
    const parent = fork(join(__dirname, 'testing/parent.mjs'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
    const [pid] = (await once(parent, 'message')) as [number];
    expect(alive(pid)).toBe(true);
    parent.kill('SIGKILL');
    while (alive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});

describe('startPineconeServer', () => {
  let server: PineconeServer;
  let index: ReturnType<Pinecone['index']>;
  beforeAll(async () => {
    server = await startPineconeServer();
    const pinecone = new Pinecone({ apiKey: 'local', controllerHostUrl: server.url });
    const { host } = (await pinecone.indexes.create({ name: 'faces', dimension, metric: 'cosine', spec: { serverless: { cloud: 'aws', region: 'us-east-1' } } })) ?? {};
    index = pinecone.index({ host, namespace: 'ns' });
  });
  afterAll(() => server.close());

  it.each<[string, RegExp, object[]]>([
    ['a vector of another dimension', /Vector dimension 2 does not match the dimension of the index 8/, [{ id: 'a', values: [1, 2] }]],
    ['a vector of zeros', /at least one non-zero value/, [{ id: 'a', values: Array(dimension).fill(0) }]],
    ['a value that is no number', /must be numbers/, [{ id: 'a', values: [Number.NaN, ...values.slice(1)] }]],
    ['an id beyond ASCII', /Vector ID must be ASCII, but got 'é'/, [{ id: 'é', values }]],
    ['nested metadata', /Metadata value must be a string, number, boolean or list of strings, got '\{"left":0\}' for field 'bbox'/, [{ id: 'a', values, metadata: { bbox: { left: 0 } } }]],
    ['more than 40 KB of metadata', /exceeds the limit of 40960 bytes per vector/, [{ id: 'a', values, metadata: { text: 'x'.repeat(41_000) } }]],
    ['more than 1,000 records', /has 1001 records, the maximum is 1000/, Array.from({ length: 1001 }, (_, i) => ({ id: `${i}`, values }))],
    ['more than 2 MB', /Request size 3MB exceeds the maximum supported size of 2MB/, Array.from({ length: 60 }, (_, i) => ({ id: `${i}`, values, metadata: { text: 'x'.repeat(40_000) } }))],
  ])('refuses %s, like Pinecone', async (_, message, records) => {
    await expect(index.upsert({ records: records as { id: string; values: number[] }[] })).rejects.toMatchObject({ name: 'PineconeBadRequestError', message: expect.stringMatching(message) });
  });

  it('refuses a query without a sensible topK, and more ways than one to delete', async () => {
    await expect(index.query({ vector: values, topK: 10_001 })).rejects.toThrow(/top_k must be between 1 and 10000/);
    const response = await fetch(`${server.url}/hosts/faces/vectors/delete`, {
      method: 'POST', headers: { 'api-key': 'local' }, body: JSON.stringify({ ids: ['a'], deleteAll: true }),
    });
    expect(response.status).toBe(400);
  });

  it('knows its key only', async () => {
    await expect(new Pinecone({ apiKey: 'other', controllerHostUrl: server.url }).indexes.list()).rejects.toMatchObject({ name: 'PineconeAuthorizationError' });
  });

  it('shows a write to reads after a while', async () => {
    await setLag(server.url, { ms: 0, reads: 2 });
    await index.upsert({ records: [{ id: 'late', values }] });
    const seen = async () => Object.keys((await index.fetch({ ids: ['late'] })).records);
    expect([await seen(), await seen(), await seen()]).toEqual([[], [], ['late']]);
    await setLag(server.url, { ms: 60, reads: 0 });
    await index.deleteOne({ id: 'late' });
    expect(await seen()).toEqual(['late']);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await seen()).toEqual([]);
  });
});
