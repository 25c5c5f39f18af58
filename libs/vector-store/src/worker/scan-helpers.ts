import { Worker } from 'node:worker_threads';
import { GENERATION } from './scan-memory.ts';

/** What a helper thread is started with; the entry is the scan worker's own file. */
export interface HelperData {
  readonly role: 'helper';
  readonly memory: WebAssembly.Memory;
  readonly thread: number;
}

/** Threads that scan the same memory beside the scan worker; they end with it. */
export class ScanHelpers {
  readonly count: number;
  private readonly entry: string;
  private readonly memory: WebAssembly.Memory;
  private started = false;

  constructor(entry: string, memory: WebAssembly.Memory, count: number) {
    this.entry = entry;
    this.memory = memory;
    this.count = count;
  }

  /** Starts the threads at the first call: a process with small collections never has them. */
  wake(): void {
    if (!this.started) this.start();
    const generation = new Int32Array(this.memory.buffer, GENERATION, 1);
    Atomics.add(generation, 0, 1);
    Atomics.notify(generation, 0);
  }

  private start(): void {
    this.started = true;
    for (let thread = 1; thread <= this.count; thread++) {
      const workerData: HelperData = { role: 'helper', memory: this.memory, thread };
      new Worker(this.entry, { workerData }).unref();
    }
  }
}
