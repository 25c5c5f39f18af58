// AssemblyScript, compiled by scripts/build-kernel.mjs to src/worker/scan-kernel.wasm.ts. Several threads run it on one
// shared memory; all addresses are the caller's (src/worker/scan-memory.ts lays the memory out).

// Job, i32 fields: 0 next block (atomic) · 4 rows in all · 8 rows a block · 12 bytes a row · 16 query · 20 block table.
// Block: int8 rows, then one f32 step a row: value = code × step.
// Heap: 0 capacity · 4 size · 8 entries of (f32 score, u32 slot), the worst on top.

/** Scans blocks until none is left; each block goes to whichever thread asks first. */
export function scanBlocks(job: usize, heap: usize): void {
  for (;;) {
    const block = atomic.add<i32>(job, 1);
    // The fields are read after the block was taken: a thread that wakes late must see the job it got the block of.
    const rowsPerBlock = load<i32>(job, 8);
    const first = block * rowsPerBlock;
    const left = load<i32>(job, 4) - first;
    if (block < 0 || left <= 0) return;
    const codes = <usize>load<u32>(load<u32>(job, 20) + (<usize>block << 2));
    scanRows(codes, first, min(left, rowsPerBlock), job, heap);
  }
}

function scanRows(codes: usize, first: i32, count: i32, job: usize, heap: usize): void {
  const stride = <usize>load<i32>(job, 12);
  const query = <usize>load<u32>(job, 16);
  const steps = codes + stride * <usize>load<i32>(job, 8);
  let worst = worstKept(heap);
  for (let i = 0; i < count; i++) {
    const score = <f32>dot(codes, query, stride) * load<f32>(steps + (<usize>i << 2));
    if (score > worst) {
      offer(heap, score, first + i);
      worst = worstKept(heap);
    }
    codes += stride;
  }
}

/** Scores only the rows whose slots are listed (u32 each). */
export function scanSlots(job: usize, slots: usize, count: i32, heap: usize): void {
  const rowsPerBlock = load<u32>(job, 8);
  const stride = <usize>load<i32>(job, 12);
  const query = <usize>load<u32>(job, 16);
  const table = <usize>load<u32>(job, 20);
  for (let i = 0; i < count; i++) {
    const slot = load<u32>(slots + (<usize>i << 2));
    const codes = <usize>load<u32>(table + (<usize>(slot / rowsPerBlock) << 2));
    const row = <usize>(slot % rowsPerBlock);
    const step = load<f32>(codes + stride * <usize>rowsPerBlock + (row << 2));
    offer(heap, <f32>dot(codes + stride * row, query, stride) * step, slot);
  }
}

/** int8 row · int16 query; `bytes` is a multiple of 32. Below 4096 dimensions 127 × 4095 × n stays inside 32 bits. */
// @ts-ignore: decorator
@inline
function dot(row: usize, query: usize, bytes: usize): i32 {
  let a0 = i32x4.splat(0), a1 = i32x4.splat(0), a2 = i32x4.splat(0), a3 = i32x4.splat(0);
  for (let d: usize = 0; d < bytes; d += 32) {
    const q = query + (d << 1);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v128.load_ext<i8>(row + d), v128.load(q)));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v128.load_ext<i8>(row + d, 8), v128.load(q, 16)));
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(v128.load_ext<i8>(row + d, 16), v128.load(q, 32)));
    a3 = i32x4.add(a3, i32x4.dot_i16x8_s(v128.load_ext<i8>(row + d, 24), v128.load(q, 48)));
  }
  const sum = i32x4.add(i32x4.add(a0, a1), i32x4.add(a2, a3));
  return i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
}

/** What a score must exceed to be kept. */
function worstKept(heap: usize): f32 {
  return load<i32>(heap, 4) < load<i32>(heap) ? -f32.MAX_VALUE : load<f32>(heap, 8);
}

/** Keeps the best `capacity` scores. */
function offer(heap: usize, score: f32, slot: u32): void {
  const size = load<i32>(heap, 4);
  if (size < load<i32>(heap)) {
    store<i32>(heap, size + 1, 4);
    rise(heap + 8, size, score, slot);
  } else if (score > load<f32>(heap, 8)) {
    sink(heap + 8, size, score, slot);
  }
}

function rise(entries: usize, position: i32, score: f32, slot: u32): void {
  while (position > 0) {
    const parent = (position - 1) >> 1;
    const above = entries + (<usize>parent << 3);
    if (load<f32>(above) <= score) break;
    store<u64>(entries + (<usize>position << 3), load<u64>(above));
    position = parent;
  }
  put(entries, position, score, slot);
}

/** Replaces the top, the worst kept score. */
function sink(entries: usize, size: i32, score: f32, slot: u32): void {
  let position = 0;
  for (;;) {
    let child = 2 * position + 1;
    if (child >= size) break;
    let below = entries + (<usize>child << 3);
    if (child + 1 < size && load<f32>(below, 8) < load<f32>(below)) {
      child++;
      below += 8;
    }
    if (load<f32>(below) >= score) break;
    store<u64>(entries + (<usize>position << 3), load<u64>(below));
    position = child;
  }
  put(entries, position, score, slot);
}

// @ts-ignore: decorator
@inline
function put(entries: usize, position: i32, score: f32, slot: u32): void {
  const entry = entries + (<usize>position << 3);
  store<f32>(entry, score);
  store<u32>(entry, slot, 4);
}

/** f32 row → int8 codes; returns the step (largest magnitude / 127). `count` is a multiple of 16. */
export function quantizeRow(source: usize, count: i32, codes: usize): f32 {
  const largest = largestMagnitude(source, count);
  const scale = f32x4.splat(largest > 0 ? 127 / largest : 0);
  for (let i = 0; i < count; i += 16) {
    const low = i16x8.narrow_i32x4_s(scaled(source, scale), scaled(source + 16, scale));
    const high = i16x8.narrow_i32x4_s(scaled(source + 32, scale), scaled(source + 48, scale));
    v128.store(codes, i8x16.narrow_i16x8_s(low, high));
    source += 64;
    codes += 16;
  }
  return largest / 127;
}

/** f32 query → int16 codes of 12 bits; returns the step (largest magnitude / 4095). `count` is a multiple of 8. */
export function quantizeQuery(source: usize, count: i32, codes: usize): f32 {
  const largest = largestMagnitude(source, count);
  const scale = f32x4.splat(largest > 0 ? 4095 / largest : 0);
  for (let i = 0; i < count; i += 8) {
    v128.store(codes, i16x8.narrow_i32x4_s(scaled(source, scale), scaled(source + 16, scale)));
    source += 32;
    codes += 16;
  }
  return largest / 4095;
}

// @ts-ignore: decorator
@inline
function scaled(source: usize, scale: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(source), scale)));
}

function largestMagnitude(source: usize, count: i32): f32 {
  let most = f32x4.splat(0);
  const end = source + (<usize>count << 2);
  while (source < end) {
    most = f32x4.max(most, f32x4.abs(v128.load(source)));
    source += 16;
  }
  return max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
}
