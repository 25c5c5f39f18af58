import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openVectorStore, type VectorRecord, type VectorStore } from '@facerec/vector-store';
import { Logger } from '@nestjs/common';
import { clearFaults, injectFaults, setLag, startPineconeServer, type PineconeServer } from '../local-pinecone/local-pinecone';
import { copyCollection } from './copy-collection';
import { CopyState } from './copy-state';

Logger.overrideLogger(['error']);

const root = join(__dirname, '../..');

function records(count: number, dimension = 8): VectorRecord[] {
  return Array.from({ length: count }, (_, i) => {
    const values = Float32Array.from({ length: dimension }, (_, d) => Math.cos(i * (d + 1)));
    const norm = Math.hypot(...values);
    return { id: `face-${i}`, values: values.map((value) => value / norm), metadata: { image_key: `${i}.jpg`, n: i } };
  });
}

async function everything(store: VectorStore, collection: string): Promise<VectorRecord[]> {
  const all: VectorRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list(collection, { cursor, limit: 1000 });
    all.push(...page.records);
    cursor = page.next;
  } while (cursor !== undefined);
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('copyCollection', () => {
  let directory: string;
  let from: VectorStore;
  let to: VectorStore;
  let state: CopyState;
  let collection: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'stores-'));
    [from, to] = await Promise.all(['from', 'to'].map((name) => openVectorStore({ kind: 'embedded', directory: join(directory, name), dimension: 8 }))) as [VectorStore, VectorStore];
    state = new CopyState(directory, { from: 'a', to: 'b' });
    await from.upsert('large', records(2_200));
  });
  beforeEach(() => { collection = `c-${randomUUID()}`; });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await Promise.all([from.close(), to.close()]);
    await rm(directory, { recursive: true });
  });

  it('copies every record as it is, and says how far it is', async () => {
    const progress: string[] = [];
    expect(await copyCollection({ from, to, collection: 'large', state, onProgress: (copied, total) => progress.push(`${copied}/${total}`) }))
      .toEqual({ copied: 2_200, surplus: 0 });
    expect(progress).toEqual(['500/2200', '1000/2200', '1500/2200', '2000/2200', '2200/2200']);
    expect(await everything(to, 'large')).toEqual(await everything(from, 'large'));
    expect(await copyCollection({ from, to, collection: 'large', state })).toEqual({ copied: 2_200, surplus: 0 });
  });

  it('goes on where it was interrupted', async () => {
    await to.deleteCollection('large');
    const upsert = jest.spyOn(to, 'upsert');
    const real = upsert.getMockImplementation() ?? to.upsert;
    upsert.mockImplementationOnce(real.bind(to)).mockRejectedValueOnce(new Error('gone'));
    await expect(copyCollection({ from, to, collection: 'large', state })).rejects.toThrow('gone');
    upsert.mockRestore();

    const written = jest.spyOn(to, 'upsert');
    const goingOn = new CopyState(directory, { from: 'a', to: 'b' });
    expect(await goingOn.load()).toMatchObject({ copied: 500 });
    expect(await copyCollection({ from, to, collection: 'large', state: goingOn })).toEqual({ copied: 2_200, surplus: 0 });
    expect(written.mock.calls.map(([, page]) => page.length)).toEqual([500, 500, 500, 200]);
    expect(await everything(to, 'large')).toEqual(await everything(from, 'large'));
    expect(await readdir(join(directory, 'copies'))).toEqual([]);
  });

  it('says what the target holds beyond the source, and fails when it holds less', async () => {
    await from.upsert(collection, records(3));
    await to.upsert(collection, [{ ...(records(1)[0] as VectorRecord), id: 'more' }]);
    expect(await copyCollection({ from, to, collection, state })).toEqual({ copied: 3, surplus: 1 });
    jest.spyOn(to, 'stats').mockResolvedValue({ vectors: 2 });
    await expect(copyCollection({ from, to, collection, state })).rejects.toThrow(`The copy holds 2 of 3 records of "${collection}"`);
  });

  it('refuses a collection with nothing in it', async () => {
    await expect(copyCollection({ from, to, collection, state })).rejects.toThrow(/is empty in the store to copy from, or does not exist/);
  });

  describe('with Pinecone', () => {
    let pinecone: PineconeServer;
    beforeAll(async () => { pinecone = await startPineconeServer(); });
    afterAll(() => pinecone.close());
    const place = { cloud: 'aws', region: 'us-east-1' } as const;

    it('takes a collection there and back, though reads lag behind writes', async () => {
      const there = await openVectorStore({ kind: 'pinecone', apiKey: 'local', index: 'faces', dimension: 8, controllerUrl: pinecone.url, createIfMissing: place });
      await from.upsert(collection, records(260));
      await setLag(pinecone.url, { ms: 0, reads: 2 });
      expect(await copyCollection({ from, to: there, collection, state })).toEqual({ copied: 260, surplus: 0 });
      expect(await copyCollection({ from: there, to, collection, state })).toEqual({ copied: 260, surplus: 0 });
      expect(await everything(to, collection)).toEqual(await everything(from, collection));
      await there.close();
      await setLag(pinecone.url, { ms: 0, reads: 0 });
    });

    /** The settings of the command, and the store it copies from with so many faces in it. */
    const aStore = async (faces: number): Promise<NodeJS.ProcessEnv> => {
      const store = await openVectorStore({ kind: 'embedded', directory: join(directory, 'data/vectors'), dimension: 512 });
      await store.upsert(collection, records(faces, 512));
      await store.close();
      const settings = { DATA_DIR: join(directory, 'data'), PINECONE_API_KEY: 'local', PINECONE_INDEX_NAME: 'copied', PINECONE_CONTROLLER_HOST: pinecone.url };
      return { PATH: process.env['PATH'], PINECONE_CLOUD: place.cloud, PINECONE_REGION: place.region, ...settings };
    };

    it('is a command', async () => {
      const env = await aStore(30);
      const run = (...args: string[]) => promisify(execFile)(process.execPath, ['tools/run.mjs', 'stores', ...args], { cwd: root, env });
      const { stdout } = await run('copy', '--from', 'embedded', '--to', 'pinecone', '--collection', collection);
      expect(stdout).toContain('copied 30 of 30\n');
      expect(stdout).toContain(`copied 30 records of "${collection}" from embedded to pinecone.\nTo use them set VECTOR_STORE=pinecone.`);
      await expect(run('copy', '--from', 'embedded', '--to', 'embedded', '--collection', 'c')).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(/^--from and --to are the same store\.\nusage: /) });
      await expect(run('copy', '--from', 'embedded', '--to', 'pgvector', '--collection', 'c')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('DATABASE_URL: VECTOR_STORE=pgvector keeps') });
    });

    it('is a command that goes on where it was killed', async () => {
      const env = await aStore(1_200);
      const command = ['tools/run.mjs', 'stores', 'copy', '--from', 'embedded', '--to', 'pinecone', '--collection', collection];
      await injectFaults(pinecone.url, [{ kind: 'slow', delayMs: 500, times: 100, path: '/vectors/upsert' }]);
      const copying = spawn(process.execPath, command, { cwd: root, env, stdio: 'ignore' });
      const kept = async () => (await readdir(join(directory, 'data/copies')).catch(() => [])).some((name) => name.endsWith('.json'));
      while (!(await kept())) await new Promise((resolve) => setTimeout(resolve, 10));
      copying.kill('SIGKILL');
      expect(await once(copying, 'exit')).toEqual([null, 'SIGKILL']);
      await clearFaults(pinecone.url);

      const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root, env });
      expect(stdout).toMatch(/^going on after (500|1000) records/);
      expect(stdout).toContain(`copied 1200 records of "${collection}" from embedded to pinecone.`);
      expect(await kept()).toBe(false);
    });
  });
});
