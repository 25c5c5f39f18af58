import { createHash } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { withThread } from '../face-threads';
import type { PipelinePlan } from '../worker/face-pipeline';
import type { PreparedPack } from '../worker/prepared-model';

const MIB = 1024 ** 2;
// Where nothing can be measured: three times what both the compact pack and a ResNet-50 take on Linux.
const GUESS = 96 * MIB;
// Some more than a further worker takes at work, the picture left out (28 MB by `npm run bench`): one warm run may find less,
// in memory that an earlier thread has left.
const LEAST = 32 * MIB;
const BYTES_PER_PIXEL = 3;

/** What the prepared models of a pack take on disk, and once in memory for all workers and processes. */
export async function preparedBytes(models: PreparedPack): Promise<number> {
  const files = filesOf(models).flatMap((model) => [model, join(dirname(model), 'weights.bin')]);
  const sizes = await Promise.all(files.map((file) => stat(file).then(({ size }) => size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * What one worker takes with the largest allowed image in hand: a warm worker, measured once for these models on this
 * machine and kept beside them, and the picture, which it keeps.
 */
export async function workerBytes(plan: PipelinePlan, cacheDirectory: string): Promise<number> {
  const file = join(cacheDirectory, `worker-memory-${keyOf(plan.models)}.json`);
  const known = await readFile(file, 'utf8').then((text) => Number((JSON.parse(text) as { bytes?: unknown }).bytes)).catch(() => NaN);
  const bytes = known > 0 ? known : await measureWarmWorker(plan);
  if (bytes !== known) await keep(file, { bytes });
  return bytes + BYTES_PER_PIXEL * plan.maxDecodePixels;
}

async function measureWarmWorker(plan: PipelinePlan): Promise<number> {
  const before = await anonymousBytes();
  const after = await withThread(plan, (run) => run('warm').then(anonymousBytes));
  return before === undefined || after === undefined ? GUESS : Math.max(after - before, LEAST);
}

/** Memory of this process that no file backs, hence none that workers share. Undefined where Linux does not tell. */
async function anonymousBytes(): Promise<number | undefined> {
  const text = await readFile('/proc/self/smaps_rollup', 'utf8').catch(() => '');
  const kib = /^Anonymous:\s+(\d+) kB$/m.exec(text)?.[1];
  return kib === undefined ? undefined : Number(kib) * 1024;
}

/** The folders' names tell model, ORT and CPU apart; another Node has another isolate. */
function keyOf(models: PreparedPack): string {
  return createHash('sha256').update([process.version, ...filesOf(models).map((file) => basename(dirname(file)))].join()).digest('hex').slice(0, 16);
}

function filesOf({ detector, landmarks, embedder }: PreparedPack): string[] {
  return [detector, ...(landmarks === null ? [] : [landmarks]), embedder];
}

/** Whole or not at all, since another process may read it at the same time. */
async function keep(file: string, value: object): Promise<void> {
  const draft = `${file}.${hostname()}.${process.pid}.tmp`;
  await writeFile(draft, JSON.stringify(value));
  await rename(draft, file);
}
