import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleInChild } from '../build/bundle-in-child';
import { repositoryRoot } from '../repository-root';

export interface Bundle {
  readonly main: string;
  /** Removes it. */
  close(): Promise<void>;
}

/** An app as it is shipped, for this process alone. Inside the repository: the bundle finds its packages in node_modules. */
export async function bundleApp(app: 'api' | 'indexer'): Promise<Bundle> {
  const directory = join(repositoryRoot(), '.cache/bundles', `${app}-${process.pid}`);
  await bundleInChild(`apps/${app}/src/main.ts`, directory);
  return { main: join(directory, 'main.js'), close: () => rm(directory, { recursive: true, force: true }) };
}
