import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { VectorStoreSettingsError } from './errors';
import { ScanThread, unavailable } from './scan-thread';
import type { Calls, Verb, WorkerData } from './worker/protocol.ts';

export interface ScanThreadOptions {
  /** Holds `vectors.db`; created when absent. */
  readonly directory: string;
  /** Length of every vector, 1..4096. */
  readonly dimension: number;
  /** Threads that share the scan of a collection above 50,000 rows, 1..8; default 2, or 1 on a single core. */
  readonly scanThreads?: number;
}

const ENTRY = extname(__filename) === '.ts' ? join(__dirname, 'worker/scan-worker.ts') : join(__dirname, 'scan-worker.js');

/** The worker thread as the store sees it: when it dies, the next call starts another. */
export class RestartingScanThread {
  private readonly data: WorkerData;
  private current: Promise<ScanThread> | undefined;
  private closing: Promise<void> | undefined;

  constructor({ directory, dimension, scanThreads = Math.min(2, availableParallelism()) }: ScanThreadOptions) {
    requireInteger('dimension', dimension, 4096);
    requireInteger('scanThreads', scanThreads, 8);
    this.data = { role: 'scan', directory, dimension, scanThreads, entry: ENTRY };
  }

  /** Rejects with what is wrong with the directory. */
  async open(): Promise<void> {
    await this.thread().catch((error: Error) => { throw new VectorStoreSettingsError('DATA_DIR', error.message, { cause: error }); });
  }

  async call<V extends Verb>(verb: V, ...args: Parameters<Calls[V]>): Promise<Awaited<ReturnType<Calls[V]>>> {
    if (this.closing !== undefined) throw unavailable(new Error('The store was closed.'));
    const thread = await this.thread().catch((error: Error) => { throw unavailable(error); });
    return thread.call(verb, args);
  }

  close(): Promise<void> {
    return (this.closing ??= this.stop());
  }

  private thread(): Promise<ScanThread> {
    return (this.current ??= ScanThread.start(this.data, () => { this.current = undefined; }));
  }

  private async stop(): Promise<void> {
    const thread = await this.current?.catch(() => undefined);
    await thread?.stop();
  }
}

function requireInteger(name: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most) throw new RangeError(`${name} is ${value}; use a whole number from 1 to ${most}.`);
}
