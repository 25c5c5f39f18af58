// AssemblyScript, compiled by scripts/build-kernel.mjs to src/worker/scan-kernel.wasm.ts. Several threads run it on one
// shared memory; all addresses are the caller's (src/worker/scan-memory.ts lays the memory out).

// Job: i32 0 next block (atomic) · 4 rows in all · 8 rows a block · 12 dimensions · 16 query · 20 block table · 24 sum of the
// query's codes · f32 28 their length · 32 sixteen bytes of 15, from memory since V8 builds a constant anew at each use ·
// f32 48 the least score of interest.
// Row: codes of 8 bits, value = code × step; code + 128 = 16 × high + low. Two dimensions share a byte: the sixteen bytes at 16 × n hold
// those from 32 × n on in their lower halves, those from 32 × n + 16 on in their upper ones.
// Block: the high halves of all rows, their low halves, then for each row f32 step, f32 estimate, f32 doubt (see measureRow).
// Query: codes of 8 bits. Heap: 0 capacity · 4 size · 8 entries of (f32 score, u32 slot), the worst on top.

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

/**
 * The scan is bound by memory, so it reads the high halves only; the low ones of those rows whose cosine may be high enough,
 * about one in two hundred of unrelated faces. A score is that of all 8 bits.
 */
function scanRows(high: usize, first: i32, count: i32, job: usize, heap: usize): void {
  const half = <usize>load<i32>(job, 12) >> 1;
  const query = <usize>load<u32>(job, 16);
  const allHigh = half * <usize>load<i32>(job, 8);
  const querySum = load<i32>(job, 24);
  const queryLength = load<f32>(job, 28);
  const low4 = v128.load(job, 32);
  let scale = high + 2 * allHigh;
  const least = load<f32>(job, 48);
  let worst = worstKept(heap, least);
  for (let i = 0; i < count; i++) {
    const highDot = halfDot(high, query, half, low4);
    const guess: i32 = 2 * highDot - 15 * querySum;
    if (<f32>guess * load<f32>(scale, 4) + load<f32>(scale, 8) * queryLength > worst) {
      const dot: i32 = 16 * highDot + halfDot(high + allHigh, query, half, low4) - 128 * querySum;
      const score = <f32>dot * load<f32>(scale);
      if (score > worst) {
        offer(heap, score, first + i);
        worst = worstKept(heap, least);
      }
    }
    high += half;
    scale += 12;
  }
}

/** Scores only the rows whose slots are listed (u32 each). */
export function scanSlots(job: usize, slots: usize, count: i32, heap: usize): void {
  const rowsPerBlock = load<u32>(job, 8);
  const half = <usize>load<i32>(job, 12) >> 1;
  const query = <usize>load<u32>(job, 16);
  const table = <usize>load<u32>(job, 20);
  const querySum = load<i32>(job, 24);
  const low4 = v128.load(job, 32);
  const least = load<f32>(job, 48);
  const allHigh = half * <usize>rowsPerBlock;
  for (let i = 0; i < count; i++) {
    const slot = load<u32>(slots + (<usize>i << 2));
    const block = <usize>load<u32>(table + (<usize>(slot / rowsPerBlock) << 2));
    const row = <usize>(slot % rowsPerBlock);
    const high = block + half * row;
    const dot: i32 = 16 * halfDot(high, query, half, low4) + halfDot(high + allHigh, query, half, low4) - 128 * querySum;
    const score = <f32>dot * load<f32>(block + 2 * allHigh + 12 * row);
    if (score > worstKept(heap, least)) offer(heap, score, slot);
  }
}

/**
 * Of 4-bit halves and the query; `half` is a multiple of 64 bytes. The relaxed instruction has one meaning on all processors as long as
 * its second operand has 7 bits. Its 16-bit sums of 2 × 127 × 15 are widened after eight.
 */
// @ts-ignore: decorator
@inline
function halfDot(row: usize, query: usize, half: usize, low4: v128): i32 {
  let sum = i32x4.splat(0);
  for (let d: usize = 0; d < half; d += 64) {
    const at = query + 2 * d;
    const a = v128.load(row + d), b = v128.load(row + d, 16), c = v128.load(row + d, 32), e = v128.load(row + d, 48);
    let eight = i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(at), v128.and(a, low4));
    eight = i16x8.add(eight, i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(at, 16), v128.and(i16x8.shr_u(a, 4), low4)));
    eight = i16x8.add(eight, i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(at, 32), v128.and(b, low4)));
    eight = i16x8.add(eight, i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(at, 48), v128.and(i16x8.shr_u(b, 4), low4)));
    eight = i16x8.add(eight, i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(at, 64), v128.and(c, low4)));
    eight = i16x8.add(eight, i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(at, 80), v128.and(i16x8.shr_u(c, 4), low4)));
    eight = i16x8.add(eight, i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(at, 96), v128.and(e, low4)));
    eight = i16x8.add(eight, i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(at, 112), v128.and(i16x8.shr_u(e, 4), low4)));
    sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_s(eight));
  }
  return sumOf(sum);
}

// @ts-ignore: decorator
@inline
function sumOf(lanes: v128): i32 {
  return i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1) + i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3);
}

/** What a score must exceed to be kept. */
function worstKept(heap: usize, least: f32): f32 {
  return load<i32>(heap, 4) < load<i32>(heap) ? least : load<f32>(heap, 8);
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

/** f32 vector → its int8 codes; returns the step (largest magnitude / 127). `count` is a multiple of 16. */
export function quantize(source: usize, count: i32, codes: usize): f32 {
  const largest = largestMagnitude(source, count);
  const scale = f32x4.splat(largest > 0 ? 127 / largest : 0);
  for (let i = 0; i < count; i += 16) v128.store(codes + i, narrowed(source + (<usize>i << 2), scale));
  return largest / 127;
}

/** int8 codes → the sum of the query's codes and their length, into the job. */
export function measureQuery(codes: usize, count: i32, job: usize): void {
  let sum = 0, squares = 0;
  for (let i = 0; i < count; i++) {
    const code = <i32>load<i8>(codes + i);
    sum += code;
    squares += code * code;
  }
  store<i32>(job, sum, 24);
  store<f32>(job, sqrt<f32>(<f32>squares), 28);
}

/** int8 codes → their halves, and the row's scale (step, estimate, doubt). `count` is a multiple of 128. */
export function storeRow(codes: usize, count: i32, high: usize, low: usize): void {
  const middle = i8x16.splat(-128), low4 = i8x16.splat(15);
  for (let i = 0; i < count; i += 32) {
    const a = i8x16.add(v128.load(codes + i), middle), b = i8x16.add(v128.load(codes + i, 16), middle);
    v128.store(high + (i >> 1), v128.or(i8x16.shr_u(a, 4), v128.andnot(b, low4)));
    v128.store(low + (i >> 1), v128.or(v128.and(a, low4), i8x16.shl(b, 4)));
  }
}

/**
 * With h = 2 × high − 15 for a row r, r·q is estimated as h·q × (r·r / r·h): without bias, whatever the direction of q. What it is off by
 * has a standard deviation of at most |r| |q| √((1/ρ² − 1) / (d − 1)), ρ the cosine of r and h (RaBitQ, arXiv 2405.12497, theorem 3.2);
 * the doubt is six of them, |q| left out.
 */
export function measureRow(codes: usize, dimension: i32, count: i32, step: f32, scale: usize): void {
  let rr = i32x4.splat(0), rh = rr, hh = rr;
  const middle = i16x8.splat(128), fifteen = i16x8.splat(15);
  for (let i = 0; i < count; i += 8) {
    const r = i16x8.extend_low_i8x16_s(v128.load64_zero(codes + i));
    const h = i16x8.sub(i16x8.shl(i16x8.shr_u(i16x8.add(r, middle), 4), 1), fifteen);
    rr = i32x4.add(rr, i32x4.dot_i16x8_s(r, r));
    rh = i32x4.add(rh, i32x4.dot_i16x8_s(r, h));
    hh = i32x4.add(hh, i32x4.dot_i16x8_s(h, h));
  }
  const squares = <f64>sumOf(rr), product = <f64>sumOf(rh);
  const inverse = product > 0 ? squares * <f64>sumOf(hh) / (product * product) : 1;
  store<f32>(scale, step);
  store<f32>(scale, product > 0 ? step * <f32>(squares / product) : 0, 4);
  store<f32>(scale, 6 * step * <f32>sqrt<f64>(squares * max<f64>(inverse - 1, 0) / <f64>max(dimension - 1, 1)), 8);
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
