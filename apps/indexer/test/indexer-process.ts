import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { bundledApp } from '../../../tools/testing/bundled-app';
import { root } from './photos';

/** The indexer as it is shipped, started as often as a test needs it. */
export class IndexerProcesses {
  private readonly started: ChildProcess[] = [];

  private constructor(private readonly main: string) {}

  static async open(): Promise<IndexerProcesses> {
    return new IndexerProcesses(await bundledApp('indexer'));
  }

  start(env: NodeJS.ProcessEnv): ChildProcess {
    const child = spawn(process.execPath, ['--enable-source-maps', this.main], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    // A pipe that nobody reads would stop it in the end.
    for (const stream of [child.stdout, child.stderr]) stream.resume();
    this.started.push(child);
    return child;
  }

  /** Ends those that are left. */
  async close(): Promise<void> {
    for (const child of this.started) if (child.exitCode === null && child.signalCode === null) await end(child, 'SIGKILL');
  }
}

/** Resolves with its exit code and the signal that ended it. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown[]> {
  child.kill(signal);
  return once(child, 'exit');
}
