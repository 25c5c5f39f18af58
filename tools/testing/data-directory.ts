import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root';

const sharedCache = join(repositoryRoot(), '.data/cache');

export interface DataDirectory {
  readonly path: string;
  remove(): Promise<void>;
}

/** An empty DATA_DIR, but for the prepared models: all tests share them, as all processes of a machine do. */
export async function aDataDirectory(): Promise<DataDirectory> {
  await mkdir(sharedCache, { recursive: true });
  const path = await mkdtemp(join(tmpdir(), 'facerec-data-'));
  await symlink(sharedCache, join(path, 'cache'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
