import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool } from '../../test/fixtures';
import type { PoolSizing } from '../types';

const MEGABYTE = 1e6;

describe('the size of a pool', () => {
  let cache: string;
  let first: PoolSizing;
  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), 'sizing-'));
    first = await sizingOf(10 * MEGABYTE);
  });
  afterAll(() => rm(cache, { recursive: true }));

  async function sizingOf(maxDecodePixels: number): Promise<PoolSizing> {
    const pool = await openPool({ cacheDirectory: cache, maxDecodePixels, workers: undefined });
    await pool.close();
    expect(pool.stats().workers).toBe(pool.sizing.workers);
    return pool.sizing;
  }

  async function measurement(): Promise<string> {
    return join(cache, (await readdir(cache)).find((name) => name.startsWith('worker-memory-'))!);
  }

  it('goes by what a worker was measured to take, the largest picture included', async () => {
    const { bytes } = JSON.parse(await readFile(await measurement(), 'utf8')) as { bytes: number };
    expect(bytes).toBeGreaterThan(20 * MEGABYTE);
    expect(bytes).toBeLessThan(200 * MEGABYTE);
    expect(first.perWorkerBytes).toBe(bytes + 30 * MEGABYTE);
    // The compact pack's weights are 7.3 MB.
    expect(first.sharedBytes).toBeGreaterThan(7 * MEGABYTE);
    expect(first.sharedBytes).toBeLessThan(12 * MEGABYTE);
  });

  it('remembers the measurement, and takes it again when it was damaged', async () => {
    await writeFile(await measurement(), JSON.stringify({ bytes: 77 * MEGABYTE }));
    expect((await sizingOf(MEGABYTE)).perWorkerBytes).toBe(80 * MEGABYTE);
    await writeFile(await measurement(), '{"by');
    expect((await sizingOf(MEGABYTE)).perWorkerBytes).not.toBe(80 * MEGABYTE);
  });
});
