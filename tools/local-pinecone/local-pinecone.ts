import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fault } from './server/faults';
import type { PineconeServerOptions } from './server/pinecone-server';
import type { Lag } from './server/vector-index';

export type { Fault } from './server/faults';
/** The same server in this process. */
export { startPineconeServer, type PineconeServer, type PineconeServerOptions } from './server/pinecone-server';

export interface LocalPinecone {
  /** For PINECONE_CONTROLLER_HOST; the index's own address follows from it. */
  readonly url: string;
  readonly pid: number;
  /** Resolves when the process has ended; what it kept in `file` stays. */
  stop(): Promise<void>;
}

type Answer = { readonly port: number } | { readonly failure: string };

const SCRIPT = 'tools/local-pinecone/server/main.ts';
const STOP_TIMEOUT_MS = 5_000;

/** Starts Pinecone on 127.0.0.1 in a process of its own, which never outlives this one. */
export async function startLocalPinecone(options: PineconeServerOptions = {}): Promise<LocalPinecone> {
  const child = fork(serverScript(), [JSON.stringify(options)], {
    // Not the parent's own flags: --inspect would take its port, Jest's would not be understood.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit').then(([code, signal]) => [{ failure: `its process ended with ${code ?? signal}` }]);
  const [answer] = (await Promise.race([once(child, 'message'), exited])) as [Answer];
  if ('failure' in answer) throw new Error(`The local Pinecone did not start: ${answer.failure}. Is port ${options.port ?? 0} in use?`);
  return { url: `http://127.0.0.1:${answer.port}`, pid: child.pid as number, stop: () => stop(child) };
}

/** Lets the next requests fail, in this order. */
export async function injectFaults(url: string, faults: readonly Fault[]): Promise<void> {
  await fetch(`${url}/_local/faults`, { method: 'POST', body: JSON.stringify(faults) });
}

/** Forgets the faults that have not happened yet. */
export async function clearFaults(url: string): Promise<void> {
  await fetch(`${url}/_local/faults`, { method: 'DELETE' });
}

/** How stale reads are from now on; nothing at first. */
export async function setLag(url: string, lag: Lag): Promise<void> {
  await fetch(`${url}/_local/lag`, { method: 'PUT', body: JSON.stringify(lag) });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(deadline);
}

/** This file also runs from a bundle in .cache/tools, so the script is looked for upwards. */
function serverScript(): string {
  let directory = __dirname;
  while (!existsSync(join(directory, SCRIPT))) {
    if (directory === dirname(directory)) throw new Error(`${SCRIPT} is missing: run this inside the repository.`);
    directory = dirname(directory);
  }
  return join(directory, SCRIPT);
}
