import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { ModelPackError } from '../errors';
import type { ModelFile, PackSource, PackSpec } from '../worker/pack-spec';

/** Files that come out of one package of the npm registry. */
export interface NpmFiles {
  readonly licence: string;
  readonly source: Extract<PackSource, { kind: 'npm' }>;
  readonly files: readonly ModelFile[];
}

/** `models/manifest.json`: every pack that can be had by name, and the photos of the demo and the tests. */
export interface Manifest {
  readonly packs: Readonly<Record<string, PackSpec>>;
  readonly samplePhotos: NpmFiles;
}

/** A pack's description and the folder its files belong in; they need not be there yet. */
export interface FoundPack {
  readonly name: string;
  readonly directory: string;
  readonly spec: PackSpec;
}

/** @throws ModelPackError when there is no readable manifest in `modelsDirectory`. */
export async function loadManifest(modelsDirectory: string): Promise<Manifest> {
  return (await readJson(join(modelsDirectory, 'manifest.json'))) as Manifest;
}

/**
 * Finds a pack by its name in the manifest, by the name of an installed custom pack (`<models>/<name>/pack.json`), or by
 * the path of a JSON file whose weights lie beside it.
 * @throws ModelPackError naming the packs there are.
 */
export async function findPack(modelsDirectory: string, pack: string): Promise<FoundPack> {
  if (extname(pack) === '.json') {
    const file = resolve(pack);
    return { name: basename(file, '.json'), directory: dirname(file), spec: (await readJson(file)) as PackSpec };
  }
  const { packs } = await loadManifest(modelsDirectory);
  const directory = resolve(modelsDirectory, pack);
  const spec = packs[pack];
  if (spec !== undefined) return { name: pack, directory, spec };
  const custom = await readFile(join(directory, 'pack.json'), 'utf8').catch(() => undefined);
  if (custom !== undefined) return { name: pack, directory, spec: JSON.parse(custom) as PackSpec };
  throw new ModelPackError(`There is no model pack "${pack}". MODEL_PACK may be one of: ${Object.keys(packs).join(', ')}, or the path of a pack's JSON file.`);
}

/** The files of a pack, detector first. */
export function filesOf(spec: PackSpec): readonly ModelFile[] {
  return [spec.detector, ...(spec.landmarks === null ? [] : [spec.landmarks]), spec.embedder];
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new ModelPackError(`Cannot read ${file}: ${(cause as Error).message}. MODELS_DIR must be the folder that holds manifest.json.`, { cause });
  }
}
