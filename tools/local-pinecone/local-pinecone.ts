import { forkServer } from '../forked-server';
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

/** Starts Pinecone on 127.0.0.1 in a process of its own, which never outlives this one. */
export async function startLocalPinecone(options: PineconeServerOptions = {}): Promise<LocalPinecone> {
  const { port, pid, stop } = await forkServer({ name: 'local Pinecone', script: 'tools/local-pinecone/server/main.ts', options });
  return { url: `http://127.0.0.1:${port}`, pid, stop };
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
