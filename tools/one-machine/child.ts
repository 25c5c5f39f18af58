import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import nodeFlags from '../build/node-flags.json';

/** A process of ours, its output passed on line by line. */
export interface Child {
  readonly pid: number;
  /** Resolves with the exit code (or the signal's name) once it has ended. */
  readonly exited: Promise<number | string>;
  /** SIGTERM, then waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): void;
}

export function startChild(script: string, env: NodeJS.ProcessEnv, onLine: (line: string) => void): Child {
  // A group of its own: Ctrl-C in the terminal reaches only the parent, which stops everything in order.
  const child = spawn(process.execPath, [...nodeFlags, '--enable-source-maps', script], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
  const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  return { pid: child.pid ?? 0, exited, stop: () => stop(child, exited), kill: () => void child.kill('SIGKILL') };
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  await exited;
}
