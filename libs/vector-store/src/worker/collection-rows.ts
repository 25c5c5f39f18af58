import { BLOCK_BYTES, CODES, SOURCE, type BlockAllocator, type ScanKernel } from './scan-memory.ts';

/** What every collection of a process shares. */
export interface ScanSpace {
  readonly memory: WebAssembly.Memory;
  readonly kernel: ScanKernel;
  readonly blocks: BlockAllocator;
  readonly layout: RowLayout;
}

export interface RowLayout {
  readonly dimension: number;
  /** Codes of one row: the dimension rounded up to the kernel's 128. They take as many bytes, half of them with all high halves. */
  readonly stride: number;
  readonly rowsPerBlock: number;
}

/** Behind the codes of a block: each row's step, estimate and doubt. */
const SCALE_BYTES = 12;

export function rowLayout(dimension: number): RowLayout {
  const stride = Math.ceil(dimension / 128) * 128;
  return { dimension, stride, rowsPerBlock: Math.floor(BLOCK_BYTES / (stride + SCALE_BYTES)) };
}

/** One collection's int8 rows in WASM memory, without gaps; slot n is the n-th row. */
export class CollectionRows {
  /** The revision up to which these rows follow the database. */
  revision = 0;
  /** Largest quantization step so far: it bounds how far a score may be off. */
  largestStep = 0;
  readonly blocks: number[] = [];
  private readonly rowAt: number[] = [];
  private readonly slotOf = new Map<number, number>();

  private readonly space: ScanSpace;

  constructor(space: ScanSpace) {
    this.space = space;
  }

  get count(): number {
    return this.rowAt.length;
  }

  /** The database row in a slot. */
  row(slot: number): number {
    return this.rowAt[slot] as number;
  }

  slots(rows: readonly number[]): number[] {
    return rows.map((row) => this.slotOf.get(row)).filter((slot) => slot !== undefined);
  }

  /** Writes or replaces a row; `vector` is its float32 bytes. Throws RangeError when memory is exhausted. */
  put(row: number, vector: Uint8Array): void {
    const slot = this.slotOf.get(row) ?? this.append(row);
    const { memory, kernel, layout } = this.space;
    new Uint8Array(memory.buffer, SOURCE, vector.length).set(vector);
    const step = kernel.quantize(SOURCE, layout.stride, CODES);
    kernel.storeRow(CODES, layout.stride, this.highAddress(slot), this.lowAddress(slot));
    kernel.measureRow(CODES, layout.dimension, layout.stride, step, this.scaleAddress(slot));
    this.largestStep = Math.max(this.largestStep, step);
  }

  /** The last row moves into the gap. */
  delete(row: number): void {
    const slot = this.slotOf.get(row);
    if (slot === undefined) return;
    const last = this.count - 1;
    const lastRow = this.row(last);
    if (slot !== last) {
      this.copyRow(last, slot);
      this.rowAt[slot] = lastRow;
      this.slotOf.set(lastRow, slot);
    }
    this.rowAt.pop();
    this.slotOf.delete(row);
    if (this.count <= (this.blocks.length - 1) * this.space.layout.rowsPerBlock) this.space.blocks.giveBack(this.blocks.splice(-1));
  }

  /** Gives the memory back; the rows are read again when needed. */
  clear(): void {
    this.space.blocks.giveBack(this.blocks.splice(0));
    this.rowAt.length = 0;
    this.slotOf.clear();
    this.revision = 0;
    this.largestStep = 0;
  }

  private append(row: number): number {
    const slot = this.count;
    if (slot === this.blocks.length * this.space.layout.rowsPerBlock) this.blocks.push(this.space.blocks.take());
    this.rowAt.push(row);
    this.slotOf.set(row, slot);
    return slot;
  }

  private copyRow(from: number, to: number): void {
    const bytes = new Uint8Array(this.space.memory.buffer);
    const copy = (source: number, target: number, length: number) => bytes.copyWithin(target, source, source + length);
    const half = this.space.layout.stride / 2;
    copy(this.highAddress(from), this.highAddress(to), half);
    copy(this.lowAddress(from), this.lowAddress(to), half);
    copy(this.scaleAddress(from), this.scaleAddress(to), SCALE_BYTES);
  }

  private highAddress(slot: number): number {
    const { stride, rowsPerBlock } = this.space.layout;
    return this.block(slot) + (slot % rowsPerBlock) * (stride / 2);
  }

  private lowAddress(slot: number): number {
    const { stride, rowsPerBlock } = this.space.layout;
    return this.highAddress(slot) + rowsPerBlock * (stride / 2);
  }

  private scaleAddress(slot: number): number {
    const { stride, rowsPerBlock } = this.space.layout;
    return this.block(slot) + stride * rowsPerBlock + SCALE_BYTES * (slot % rowsPerBlock);
  }

  private block(slot: number): number {
    return this.blocks[Math.floor(slot / this.space.layout.rowsPerBlock)] as number;
  }
}
