import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { openPool, samplePhoto } from '../test/fixtures';
import { WorkerLostError } from './errors';
import type { FacePipelinePool } from './face-pipeline.pool';

// The pool's own worker, with a way to make it die.
jest.mock('piscina', () => {
  const { Piscina } = jest.requireActual<typeof import('piscina')>('piscina');
  const filename = join(__dirname, '../test/mortal-worker.ts');
  return { Piscina: class extends Piscina { constructor(options: object) { super({ ...options, filename }); } } };
});

describe('a worker that dies', () => {
  let pool: FacePipelinePool;
  let directory: string;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    directory = await mkdtemp(join(tmpdir(), 'mortal-worker-'));
    pool = await openPool({ workers: 2 });
  });
  afterAll(async () => {
    await pool.close();
    await rm(directory, { recursive: true });
  });

  // Bytes after the end of a JPEG are no part of it.
  async function deadly(how: 'throwing' | 'exiting' | 'always', file: string): Promise<Buffer> {
    return Buffer.concat([await samplePhoto(1), Buffer.from(`DIES:${how}:${join(directory, file)}`)]);
  }

  it.each(['throwing', 'exiting'] as const)('%s is replaced, and its image tried again', async (how) => {
    const others = [2, 3, 6].map(async (number) => pool.analyze(await samplePhoto(number as 2 | 3 | 6)));
    const { faces } = await pool.analyze(await deadly(how, how));
    expect(faces).toHaveLength(3);
    expect((await Promise.all(others)).map((other) => other.faces.length)).toEqual([3, 3, 4]);
  });

  it('twice over one image is that image\'s fault, and the others\' loss only for a moment', async () => {
    await expect(pool.analyze(await deadly('always', 'never-created'))).rejects.toThrow(WorkerLostError);
    const photo = await samplePhoto(2);
    const results = await Promise.all([1, 2, 3, 4].map(() => pool.analyze(photo)));
    expect(results.map(({ faces }) => faces.length)).toEqual([3, 3, 3, 3]);
    expect(pool.stats()).toMatchObject({ workers: 2, running: 0, waiting: 0 });
  });
});
