import { Worker } from 'node:worker_threads';
import { VectorStoreUnavailableError } from './errors';
import type { Calls, Reply, Verb, WorkerData } from './worker/protocol.ts';

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One worker thread from its start to its end; calls that it does not live to answer are rejected. */
export class ScanThread {
  private readonly waiting = new Map<number, Waiting>();
  private readonly inHand = new Set<Promise<unknown>>();
  private lastNumber = 0;
  private ended: Error | undefined;

  private constructor(private readonly worker: Worker, private readonly onEnd: () => void) {
    worker.on('message', (reply: Reply) => this.settle(reply));
    worker.on('error', (error) => this.end(error));
    worker.on('exit', () => this.end(new Error('The scan worker ended.')));
  }

  /** Resolves when the database is open; rejects with what is wrong with it. */
  static start(data: WorkerData, onEnd: () => void): Promise<ScanThread> {
    const worker = new Worker(data.entry, { workerData: data });
    return new Promise((resolve, reject) => {
      const thread = new ScanThread(worker, () => {
        onEnd();
        reject(thread.ended as Error);
      });
      worker.once('message', (reply: Reply) => {
        if (reply.kind === 'opened') resolve(thread);
        if (reply.kind === 'not-opened') thread.end(new Error(reply.message));
      });
    });
  }

  call<V extends Verb>(verb: V, args: Parameters<Calls[V]>): Promise<Awaited<ReturnType<Calls[V]>>> {
    const call = new Promise<unknown>((resolve, reject) => {
      if (this.ended !== undefined) return reject(unavailable(this.ended));
      const number = ++this.lastNumber;
      this.waiting.set(number, { resolve, reject });
      this.worker.postMessage({ number, verb, args });
    });
    this.inHand.add(call);
    const done = () => this.inHand.delete(call);
    call.then(done, done);
    return call as Promise<Awaited<ReturnType<Calls[V]>>>;
  }

  /** Waits for the calls in hand, closes the database and ends the thread. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.inHand);
    await this.call('close', []).finally(() => this.worker.terminate());
  }

  private settle(reply: Reply): void {
    if (reply.kind !== 'result' && reply.kind !== 'failure') return;
    const waiting = this.waiting.get(reply.number);
    this.waiting.delete(reply.number);
    if (reply.kind === 'result') waiting?.resolve(reply.result);
    else waiting?.reject(unavailable(new Error(reply.message)));
  }

  private end(error: Error): void {
    if (this.ended !== undefined) return;
    this.ended = error;
    for (const { reject } of this.waiting.values()) reject(unavailable(error));
    this.waiting.clear();
    this.onEnd();
  }
}

export function unavailable(cause: Error): VectorStoreUnavailableError {
  return new VectorStoreUnavailableError('embedded', { cause });
}
