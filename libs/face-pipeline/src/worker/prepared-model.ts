import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { env, InferenceSession } from 'onnxruntime-node';
import { hashFileInto } from './hash-file.ts';
import type { InstalledPack, ModelFile } from './pack-spec.ts';

/** Paths of the prepared models of a pack. */
export interface PreparedPack {
  readonly detector: string;
  readonly landmarks: string | null;
  readonly embedder: string;
}

/** Prepares every model of the pack that is not prepared on this machine yet, or no longer intact. */
export async function preparePack({ directory, spec }: InstalledPack, cacheDirectory: string): Promise<PreparedPack> {
  const prepare = (file: ModelFile) => prepareModel(resolve(directory, file.file), file.sha256, cacheDirectory);
  await mkdir(cacheDirectory, { recursive: true });
  await clearLeftovers(cacheDirectory);
  return {
    detector: await prepare(spec.detector),
    landmarks: spec.landmarks && (await prepare(spec.landmarks)),
    embedder: await prepare(spec.embedder),
  };
}

/**
 * Writes the model optimised for this CPU with its weights in a file that ORT maps into memory, so that all workers and
 * processes of the machine read one page-cache copy: 24 instead of 400 MB a further worker for a ResNet-50.
 * Safe when several processes do it at once: whole folders are renamed into place.
 */
export async function prepareModel(source: string, sha256: string, cacheDirectory: string): Promise<string> {
  // The layout of pre-packed weights depends on ORT and on what the CPU can do.
  const key = createHash('sha256').update(`${sha256}|${env.versions.node}|${process.platform}-${process.arch}|${await cpuFeatures()}|2`);
  const folder = join(cacheDirectory, `${basename(source, '.onnx')}-${key.digest('hex').slice(0, 16)}`);
  if (!(await isIntact(folder))) await build(source, folder);
  return join(folder, MODEL);
}

const MODEL = 'model.onnx';
const WEIGHTS = 'weights.bin';
const CHECKSUM = 'sha256';

async function build(source: string, folder: string): Promise<void> {
  const draft = `${folder}.${hostname()}.${process.pid}.${randomUUID()}.tmp`;
  await mkdir(draft);
  try {
    const session = await InferenceSession.create(source, {
      graphOptimizationLevel: 'all',
      intraOpNumThreads: 1,
      logSeverityLevel: 3,
      optimizedModelFilePath: join(draft, MODEL),
      extra: {
        session: {
          optimized_model_external_initializers_file_name: WEIGHTS,
          optimized_model_external_initializers_min_size_in_bytes: '1024',
          save_external_prepacked_constant_initializers: '1',
        },
      },
    });
    await session.release();
    await writeFile(join(draft, CHECKSUM), await checksum(draft));
    await replace(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Whoever is first wins; a damaged folder is moved out of the way, since those who mapped its files still use them. */
async function replace(draft: string, folder: string): Promise<void> {
  const taken = await rename(draft, folder).then(() => false, () => true);
  if (!taken || (await isIntact(folder))) return;
  const damaged = `${draft.slice(0, -'.tmp'.length)}.damaged.tmp`;
  await rename(folder, damaged);
  await rename(draft, folder);
  await rm(damaged, { recursive: true, force: true });
}

async function isIntact(folder: string): Promise<boolean> {
  const expected = await readFile(join(folder, CHECKSUM), 'utf8').catch(() => undefined);
  return expected !== undefined && expected === (await checksum(folder).catch(() => undefined));
}

async function checksum(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of [MODEL, WEIGHTS]) await hashFileInto(hash, join(folder, name));
  return hash.digest('hex');
}

const ABANDONED_MS = 3_600_000;

/** Removes the drafts of builds that were killed: ours that no living process owns, anybody's after an hour. */
async function clearLeftovers(cacheDirectory: string): Promise<void> {
  for (const name of await readdir(cacheDirectory)) {
    if (!name.endsWith('.tmp')) continue;
    const path = join(cacheDirectory, name);
    const written = await stat(path).then(({ mtimeMs }) => mtimeMs, () => Date.now());
    if (isOrphan(name) || Date.now() - written > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}

function isOrphan(name: string): boolean {
  const owner = name.split(`.${hostname()}.`)[1];
  if (owner === undefined) return false;
  try {
    process.kill(Number.parseInt(owner, 10), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

async function cpuFeatures(): Promise<string> {
  const cpuinfo = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  return /^(?:flags|Features)\s*:\s*(.*)$/m.exec(cpuinfo)?.[1] ?? process.arch;
}
