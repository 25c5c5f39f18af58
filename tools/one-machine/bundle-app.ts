import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** This file also runs from a bundle in .cache/tools, so the repository is looked for upwards. */
export function repositoryRoot(): string {
  let directory = __dirname;
  while (!existsSync(join(directory, 'nx.json'))) {
    if (directory === dirname(directory)) throw new Error('Run this inside the repository.');
    directory = dirname(directory);
  }
  return directory;
}

export interface Bundle {
  readonly main: string;
  /** Removes it. */
  close(): Promise<void>;
}

/** An app as it is shipped, for this process alone. Inside the repository: the bundle finds its packages in node_modules. */
export async function bundleApp(app: 'api' | 'indexer'): Promise<Bundle> {
  const root = repositoryRoot();
  const directory = join(root, '.cache/bundles', `${app}-${process.pid}`);
  const script = `import { bundle } from './tools/build/bundle.mjs'; await bundle('apps/${app}/src/main.ts', ${JSON.stringify(directory)});`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  return { main: join(directory, 'main.js'), close: () => rm(directory, { recursive: true, force: true }) };
}
