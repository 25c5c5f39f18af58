import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleInChild } from '../build/bundle-in-child';
import { runDirectory } from './run-directory';

/** Path of an app's main.js, bundled as it is shipped: once for all tests of a run. It lies inside the repository, where its packages are found. */
export async function bundledApp(name: 'api' | 'indexer'): Promise<string> {
  const directory = join(runDirectory(), name);
  if (!existsSync(directory)) await bundleInto(directory, `apps/${name}/src/main.ts`);
  return join(directory, 'main.js');
}

/** Another test may be doing the same: whole folders are renamed into place, and whoever is first wins. */
async function bundleInto(directory: string, entry: string): Promise<void> {
  const draft = await mkdtemp(`${directory}-`);
  await bundleInChild(entry, draft);
  await rename(draft, directory).catch(() => rm(draft, { recursive: true }));
}
