import { scanKernelBase64 } from './scan-kernel.wasm.ts';

/** What src/kernel/scan-kernel.as.ts exports; addresses and counts are plain numbers. */
export interface ScanKernel {
  scanBlocks(job: number, heap: number): void;
  scanSlots(job: number, slots: number, count: number, heap: number): void;
  quantize(source: number, count: number, codes: number): number;
  measureQuery(codes: number, count: number, job: number): void;
  storeRow(codes: number, count: number, high: number, low: number): void;
  measureRow(codes: number, dimension: number, count: number, step: number, scale: number): void;
}

export const PAGE_BYTES = 65_536;
/** Two pages: small enough for many small collections, large enough that a scan stays sequential. */
export const BLOCK_BYTES = 2 * PAGE_BYTES;
export const MAX_DIMENSION = 4096;
export const MAX_CANDIDATES = 65_536;
export const MAX_SCAN_THREADS = 8;
/** Slots of one filtered scan call. */
export const SLOTS_AT_ONCE = 16_384;

// The memory begins with fixed areas; the blocks follow.
const HEAP_BYTES = 8 + 8 * MAX_CANDIDATES;
const MAX_BLOCKS = (65_536 * PAGE_BYTES) / BLOCK_BYTES;
export const JOB = 0;
/** Sixteen bytes that the kernel masks with. */
export const LOW_FOUR = 32;
/** An f32: scores up to it are of no interest. */
export const LEAST_SCORE = 48;
/** Two i32 for the threads: the number of the current job, and how many helpers are at work. */
export const GENERATION = 64;
export const BUSY = 68;
export const QUERY = 128;
export const SOURCE = QUERY + MAX_DIMENSION;
/** int8 codes of a row before they are stored. */
export const CODES = SOURCE + 4 * MAX_DIMENSION;
export const SLOTS = CODES + MAX_DIMENSION;
export const TABLE = SLOTS + 4 * SLOTS_AT_ONCE;
const HEAPS = TABLE + 4 * MAX_BLOCKS;
const BLOCKS = Math.ceil((HEAPS + MAX_SCAN_THREADS * HEAP_BYTES) / PAGE_BYTES) * PAGE_BYTES;

export function heapAddress(thread: number): number {
  return HEAPS + thread * HEAP_BYTES;
}

/** Shared, so that helper threads scan the same rows; grows up to 4 GiB, the most a WASM memory holds. */
export function createMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: BLOCKS / PAGE_BYTES, maximum: 65_536, shared: true });
}

export function instantiateKernel(memory: WebAssembly.Memory): ScanKernel {
  new Uint8Array(memory.buffer, LOW_FOUR, 16).fill(15);
  const compiled = new WebAssembly.Module(Buffer.from(scanKernelBase64, 'base64'));
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as ScanKernel;
}

/** Hands out blocks of the memory, and takes them back for the next collection. */
export class BlockAllocator {
  private readonly free: number[] = [];
  private readonly memory: WebAssembly.Memory;
  private readonly reclaim: () => boolean;

  /** `reclaim` frees another collection's blocks when memory is exhausted, and says whether it could. */
  constructor(memory: WebAssembly.Memory, reclaim: () => boolean) {
    this.memory = memory;
    this.reclaim = reclaim;
  }

  take(): number {
    const block = this.free.pop() ?? this.grow();
    if (block !== undefined) return block;
    if (this.reclaim()) return this.take();
    throw new RangeError('The collections do not fit in the 4 GiB of memory that one process scans.');
  }

  giveBack(blocks: readonly number[]): void {
    this.free.push(...blocks);
  }

  private grow(): number | undefined {
    try {
      return this.memory.grow(BLOCK_BYTES / PAGE_BYTES) * PAGE_BYTES;
    } catch {
      return undefined;
    }
  }
}
