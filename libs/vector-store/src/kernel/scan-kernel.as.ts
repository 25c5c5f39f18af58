// AssemblyScript, compiled by scripts/build-kernel.mjs to src/worker/scan-kernel.wasm.ts. Several threads run it on one
// shared memory; all addresses are the caller's (src/worker/scan-memory.ts lays the memory out).

// Job, i32 fields: 0 next block (atomic) · 4 rows in all · 8 rows a block · 12 bytes a row · 16 query · 20 block table.
// Block: int8 rows, then for each row (f32 step, i32 bias): value = code × step, bias = 64 × sum of its codes.
// Query: codes of 7 bits, 1..127, where 64 stands for zero: dot(row, query) = dot(codes, query codes) − bias, in steps.
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
  let scale = codes + stride * <usize>load<i32>(job, 8);
  let worst = worstKept(heap);
  for (let i = 0; i < count; i++) {
    const score = <f32>(dot(codes, query, stride) - load<i32>(scale, 4)) * load<f32>(scale);
    if (score > worst) {
      offer(heap, score, first + i);
      worst = worstKept(heap);
    }
    codes += stride;
    scale += 8;
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
    const scale = codes + stride * <usize>rowsPerBlock + (row << 3);
    const score = <f32>(dot(codes + stride * row, query, stride) - load<i32>(scale, 4)) * load<f32>(scale);
    if (score > worstKept(heap)) offer(heap, score, slot);
  }
}

/**
 * `bytes` is a multiple of 32. The relaxed instruction has one meaning on all processors as long as the second operand
 * has 7 bits: 2 × 127 × 127 fits in its 16-bit sums. It is bound by memory; widening to 16 bits was 1.4 times slower.
 */
// @ts-ignore: decorator
@inline
function dot(row: usize, query: usize, bytes: usize): i32 {
  let even = i32x4.splat(0), odd = i32x4.splat(0);
  for (let d: usize = 0; d < bytes; d += 32) {
    even = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row + d), v128.load(query + d), even);
    odd = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row + d, 16), v128.load(query + d, 16), odd);
  }
  return sumOf(i32x4.add(even, odd));
}

// @ts-ignore: decorator
@inline
function sumOf(lanes: v128): i32 {
  return i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1) + i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3);
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

/** f32 row → int8 codes, and its step (largest magnitude / 127) and bias; returns the step. `count` is a multiple of 16. */
export function quantizeRow(source: usize, count: i32, codes: usize, scale: usize): f32 {
  const largest = largestMagnitude(source, count);
  let sum = i32x4.splat(0);
  for (let i = 0; i < count; i += 16) {
    const sixteen = narrowed(source + (<usize>i << 2), f32x4.splat(largest > 0 ? 127 / largest : 0));
    sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_s(i16x8.extadd_pairwise_i8x16_s(sixteen)));
    v128.store(codes + i, sixteen);
  }
  store<f32>(scale, largest / 127);
  store<i32>(scale, sumOf(sum) * 64, 4);
  return largest / 127;
}

/** f32 query → its 7-bit codes; returns the step (largest magnitude / 63). `count` is a multiple of 16. */
export function quantizeQuery(source: usize, count: i32, codes: usize): f32 {
  const largest = largestMagnitude(source, count);
  for (let i = 0; i < count; i += 16) {
    const sixteen = narrowed(source + (<usize>i << 2), f32x4.splat(largest > 0 ? 63 / largest : 0));
    v128.store(codes + i, i8x16.add(sixteen, i8x16.splat(64)));
  }
  return largest / 63;
}

// @ts-ignore: decorator
@inline
function narrowed(source: usize, scale: v128): v128 {
  const low = i16x8.narrow_i32x4_s(scaled(source, scale), scaled(source + 16, scale));
  const high = i16x8.narrow_i32x4_s(scaled(source + 32, scale), scaled(source + 48, scale));
  return i8x16.narrow_i16x8_s(low, high);
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
