import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hashFileInto } from '../worker/hash-file';
import type { ModelFile } from '../worker/pack-spec';

export type FileState = 'present' | 'missing' | 'damaged';

/** Hex digest of a file, read in pieces. */
export async function hashFile(file: string, algorithm: 'sha256' | 'sha512', encoding: 'hex' | 'base64' = 'hex'): Promise<string> {
  const hash = createHash(algorithm);
  await hashFileInto(hash, file);
  return hash.digest(encoding);
}

/** Whether the file that the manifest names lies in `directory` with exactly its bytes. */
export async function checkFile(directory: string, expected: ModelFile): Promise<FileState> {
  const path = resolve(directory, expected.file);
  if ((await stat(path).catch(() => undefined)) === undefined) return 'missing';
  return (await hashFile(path, 'sha256')) === expected.sha256 ? 'present' : 'damaged';
}

/** The files that are not there as the manifest wants them. */
export async function missingFiles(directory: string, files: readonly ModelFile[]): Promise<ModelFile[]> {
  const states = await Promise.all(files.map((file) => checkFile(directory, file)));
  return files.filter((_, index) => states[index] !== 'present');
}

export type PackState = 'installed' | 'not installed' | 'incomplete' | 'damaged';

/** Every file of a pack, hashed. */
export async function stateOf(directory: string, files: readonly ModelFile[]): Promise<PackState> {
  const states = await Promise.all(files.map((file) => checkFile(directory, file)));
  if (states.includes('damaged')) return 'damaged';
  if (states.every((state) => state === 'present')) return 'installed';
  return states.includes('present') ? 'incomplete' : 'not installed';
}
