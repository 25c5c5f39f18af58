import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './photos';

/** The indexer as it is shipped, started as often as a test needs it. */
export interface IndexerProcesses {
  start(env: NodeJS.ProcessEnv): ChildProcess;
  /** Ends those that are left, and removes the bundle. */
  close(): Promise<void>;
}

/** `name` keeps the bundles of tests apart; they lie inside the repository, where their packages are found. */
export async function bundleIndexer(name: string): Promise<IndexerProcesses> {
  const directory = join(root, '.cache/tests', `indexer-${name}-${process.pid}`);
  const script = `import { bundle } from './tools/build/bundle.mjs'; await bundle('apps/indexer/src/main.ts', ${JSON.stringify(directory)});`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  const started: ChildProcess[] = [];
  return {
    start: (env) => {
      const child = spawn(process.execPath, ['--enable-source-maps', join(directory, 'main.js')], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
      // A pipe that nobody reads would stop it in the end.
      child.stdout.resume();
      started.push(child);
      return child;
    },
    close: async () => {
      for (const child of started) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
