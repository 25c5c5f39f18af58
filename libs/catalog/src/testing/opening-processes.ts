import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { bundleInChild } from '../../../../tools/build/bundle-in-child';
import type { CatalogOptions } from '../types';
import { temporaryFolder } from './temporary-folder';

export interface OpeningProcesses {
  /** Both open the catalog at once, write to it and close it; answers what went wrong in each, null for nothing. */
  open(options: CatalogOptions): Promise<unknown[]>;
  stop(): Promise<void>;
}

const root = join(__dirname, '../../../..');

/** Two processes that are already running, so that what they are told to open they open together. */
export async function startOpeningProcesses(): Promise<OpeningProcesses> {
  const folder = temporaryFolder();
  await bundleInChild('libs/catalog/src/testing/opening-process.ts', folder.path);
  // eslint-disable-next-line no-restricted-properties -- handed on, not read
  const env = { ...process.env, NODE_PATH: join(root, 'node_modules') };
  const processes = [1, 2].map(() => fork(join(folder.path, 'main.js'), { env, execArgv: [] }));
  return {
    open: async (options) => {
      const answers = processes.map((child) => once(child, 'message'));
      for (const child of processes) child.send(options);
      return (await Promise.all(answers)).map(([answer]) => answer);
    },
    stop: async () => {
      await Promise.all(processes.map((child) => {
        child.disconnect();
        return once(child, 'exit');
      }));
      folder.remove();
    },
  };
}
