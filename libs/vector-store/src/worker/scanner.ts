import { rowLayout, type CollectionRows, type ScanSpace } from './collection-rows.ts';
import type { ScanHelpers } from './scan-helpers.ts';
import {
  BlockAllocator, BUSY, createMemory, GENERATION, heapAddress, instantiateKernel, JOB, LEAST_SCORE, MAX_CANDIDATES, QUERY, SLOTS, SLOTS_AT_ONCE, SOURCE, TABLE,
} from './scan-memory.ts';

export interface Candidate {
  readonly slot: number;
  /** Cosine from the int8 codes, off by at most `Scanner.margin`. */
  readonly score: number;
}

export interface Wanted {
  readonly wanted: number;
  readonly minCosine?: number | undefined;
}

/** Below this many rows one thread answers in under 2 ms and waking others gains little. */
const MIN_ROWS_FOR_HELPERS = 50_000;
/** A thread that does not finish a block (40 µs of work) in this time is gone. */
const HELPER_TIMEOUT_MS = 10_000;
/** Uniform rounding errors have a standard deviation of step / √12; six of them are never exceeded in practice. */
const ERROR_PER_STEP = 6 / Math.sqrt(12);
const CLOSED = -0x8000_0000;

/** Finds the best rows by their int8 codes; the caller decides among them in float32. */
export class Scanner {
  readonly space: ScanSpace;
  private readonly helpers: ScanHelpers | undefined;
  private readonly control: Int32Array;
  /** A helper may join any open job, also one it was not woken for: every thread's heap counts, always. */
  private readonly threads: number;
  private queryStep = 0;

  constructor(dimension: number, reclaim: () => boolean, startHelpers?: (memory: WebAssembly.Memory) => ScanHelpers) {
    const memory = createMemory();
    this.space = { memory, kernel: instantiateKernel(memory), blocks: new BlockAllocator(memory, reclaim), layout: rowLayout(dimension) };
    this.control = new Int32Array(memory.buffer, 0, 32);
    this.control[JOB / 4] = CLOSED;
    this.helpers = startHelpers?.(memory);
    this.threads = 1 + (this.helpers?.count ?? 0);
  }

  /** How far a score of these rows may be from the cosine, for the query scanned last. */
  margin(rows: CollectionRows): number {
    return ERROR_PER_STEP * Math.hypot(rows.largestStep, this.queryStep) + 1e-6;
  }

  /** The best `wanted` of all rows, best first; fewer when there are fewer whose cosine may be `minCosine`. */
  scan(rows: CollectionRows, query: Float32Array, { wanted, minCosine }: Wanted): Candidate[] {
    this.prepare(rows, query, { wanted, minCosine });
    Atomics.store(this.control, JOB / 4, 0);
    if (rows.count >= MIN_ROWS_FOR_HELPERS) this.helpers?.wake();
    this.space.kernel.scanBlocks(JOB, heapAddress(0));
    this.waitForHelpers();
    return this.collect(wanted);
  }

  /** The best `wanted` of the listed slots. */
  scanSlots(rows: CollectionRows, query: Float32Array, options: Wanted & { readonly slots: readonly number[] }): Candidate[] {
    this.prepare(rows, query, options);
    for (let start = 0; start < options.slots.length; start += SLOTS_AT_ONCE) {
      const part = options.slots.slice(start, start + SLOTS_AT_ONCE);
      new Uint32Array(this.space.memory.buffer, SLOTS, part.length).set(part);
      this.space.kernel.scanSlots(JOB, SLOTS, part.length, heapAddress(0));
    }
    return this.collect(options.wanted);
  }

  private prepare(rows: CollectionRows, query: Float32Array, { wanted, minCosine = -Infinity }: Wanted): void {
    // Closed first: a helper that woke late must neither take a block of a half-written job nor still be in the last one.
    Atomics.store(this.control, JOB / 4, CLOSED);
    this.waitForHelpers();
    const { memory, kernel, layout } = this.space;
    new Float32Array(memory.buffer, SOURCE, query.length).set(query);
    this.queryStep = kernel.quantize(SOURCE, layout.stride, QUERY);
    kernel.measureQuery(QUERY, layout.stride, JOB);
    new Uint32Array(memory.buffer, TABLE, rows.blocks.length).set(rows.blocks);
    this.control.set([rows.count, layout.rowsPerBlock, layout.stride, QUERY, TABLE], JOB / 4 + 1);
    // What cannot be an answer is not kept: most rows then cost the reading of half their codes, and the first ones as little as the last.
    new Float32Array(memory.buffer, LEAST_SCORE, 1)[0] = (minCosine - this.margin(rows)) / this.queryStep;
    for (let thread = 0; thread < this.threads; thread++) {
      new Int32Array(memory.buffer, heapAddress(thread), 2).set([Math.min(wanted, MAX_CANDIDATES), 0]);
    }
  }

  private waitForHelpers(): void {
    for (let busy = Atomics.load(this.control, BUSY / 4); busy !== 0; busy = Atomics.load(this.control, BUSY / 4)) {
      if (Atomics.wait(this.control, BUSY / 4, busy, HELPER_TIMEOUT_MS) === 'timed-out') throw new Error('A scan thread stopped in the middle of a scan.');
    }
  }

  private collect(wanted: number): Candidate[] {
    const found: Candidate[] = [];
    for (let thread = 0; thread < this.threads; thread++) {
      const heap = heapAddress(thread);
      const size = new Int32Array(this.space.memory.buffer, heap, 2)[1] as number;
      const slots = new Uint32Array(this.space.memory.buffer, heap + 8, 2 * size);
      const scores = new Float32Array(this.space.memory.buffer, heap + 8, 2 * size);
      for (let i = 0; i < 2 * size; i += 2) found.push({ slot: slots[i + 1] as number, score: (scores[i] as number) * this.queryStep });
    }
    return found.sort((a, b) => b.score - a.score || a.slot - b.slot).slice(0, wanted);
  }
}

/** One helper's life: sleep until a job is announced, take blocks until none is left. Never returns. */
export function helpScanning(memory: WebAssembly.Memory, thread: number): never {
  const kernel = instantiateKernel(memory);
  const control = new Int32Array(memory.buffer, 0, 32);
  for (let seen = 0; ; ) {
    Atomics.wait(control, GENERATION / 4, seen);
    seen = Atomics.load(control, GENERATION / 4);
    Atomics.add(control, BUSY / 4, 1);
    kernel.scanBlocks(JOB, heapAddress(thread));
    if (Atomics.sub(control, BUSY / 4, 1) === 1) Atomics.notify(control, BUSY / 4);
  }
}
