// AssemblyScript, compiled by scripts/build-kernel.mjs to src/worker/sample-kernel.wasm.ts. src/worker/pixel-memory.ts lays
// the memory out and fills the job.

// Job, i32 fields: 0 address of the picture's upright top left pixel · 4 bytes to the next column · 8 to the next row ·
// 12 width · 16 height · 20 output · 24 its width · 28, 32, 36 bytes from the output's start to its red, green, blue plane ·
// 40 grey instead of planes · 44 taps an output pixel across · 48 down · 52 scratch · 56 a black pixel.
// f64 fields: 64 a … 104 f of the map from output to picture. f32 fields: 112 gain · 116 offset.
// Every entry fills the window of the output from (left, top) up to (right, bottom).

/** One RGB pixel as three u16; the fourth lane is the next pixel's red and never used. */
// @ts-ignore: decorator
@inline
function pixel(address: usize): v128 {
  return i16x8.extend_low_i8x16_u(v128.load32_zero(address));
}

// @ts-ignore: decorator
@inline
function floats(sum: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(sum));
}

/** Writes sum · gain + offset of one pixel to its place in every plane. */
// @ts-ignore: decorator
@inline
function put(job: usize, at: usize, sum: v128): void {
  const gain = load<f32>(job, 112);
  const offset = load<f32>(job, 116);
  if (load<i32>(job, 40)) {
    const weighted = f32x4.mul(sum, f32x4(0.299, 0.587, 0.114, 0));
    const grey = f32x4.extract_lane(weighted, 0) + f32x4.extract_lane(weighted, 1) + f32x4.extract_lane(weighted, 2);
    store<f32>(at, grey * gain + offset);
    return;
  }
  const value = f32x4.add(f32x4.mul(sum, f32x4.splat(gain)), f32x4.splat(offset));
  v128.store_lane<f32>(at + load<u32>(job, 28), value, 0);
  v128.store_lane<f32>(at + load<u32>(job, 32), value, 1);
  v128.store_lane<f32>(at + load<u32>(job, 36), value, 2);
}

/** Where an output pixel goes. */
// @ts-ignore: decorator
@inline
function place(job: usize, column: i32, row: i32): usize {
  return <usize>(load<i32>(job, 20) + ((row * load<i32>(job, 24) + column) << 2));
}

/** Averages a grid of taps that all lie in the picture, its sides parallel to the picture's. */
export function averageInside(job: usize, left: i32, top: i32, right: i32, bottom: i32): void {
  const tapsY = load<i32>(job, 48);
  const scale = load<f64>(job, 96) / <f64>tapsY;
  const start = load<f64>(job, 104);
  const origin = load<i32>(job);
  const stepY = load<i32>(job, 8);
  layOutColumns(job, left, right);
  if (left >= right) return;
  const columns = <usize>load<u32>(job, 52);
  const west = load<i32>(columns);
  const east = load<i32>(columns + (<usize>((right - left) * load<i32>(job, 44) - 1) << 2));
  const ahead = isContiguous(job);
  let read = 0;
  for (let row = top; row < bottom; row++) {
    if (ahead && row + 1 < bottom) {
      for (let line = 0; line < tapsY; line++) {
        const next = origin + stepY * position((row + 1) * tapsY + line, scale, start);
        read += readAhead(<usize>(next + west), <usize>(next + east));
      }
    }
    const at = place(job, left, row);
    const end = at + (<usize>(right - left) << 2);
    const tap = row * tapsY;
    const first = origin + stepY * position(tap, scale, start);
    if (tapsY === 1) {
      averageRow(job, at, end, 1, first, 0, 0);
    } else if (tapsY === 2) {
      averageRow(job, at, end, 2, first, origin + stepY * position(tap + 1, scale, start), 0);
    } else {
      averageRow(job, at, end, 3, first, origin + stepY * position(tap + 1, scale, start), origin + stepY * position(tap + 2, scale, start));
    }
  }
  keep(job, read);
}

/** Neighbours in a row are neighbours in memory: not so when EXIF turns the picture. */
// @ts-ignore: decorator
@inline
function isContiguous(job: usize): bool {
  return load<i32>(job, 4) === 3;
}

/**
 * Reads one byte of every cache line. The picture is in main memory, since the models' weights have pushed it out of the caches:
 * loads side by side take hardly longer than one, and the taps would wait for their lines one after another. The answer
 * must be kept, or the loads might be compiled away.
 */
// @ts-ignore: decorator
@inline
function readAhead(from: usize, to: usize): i32 {
  let read = 0;
  for (let at = from; at < to; at += 64) read += load<u8>(at);
  return read + load<u8>(to);
}

/** In the scratch, when nothing else is there any more. */
// @ts-ignore: decorator
@inline
function keep(job: usize, read: i32): void {
  store<i32>(<usize>load<u32>(job, 52), read);
}

/** Into the scratch: bytes from the picture's left edge to each tap of a row. */
function layOutColumns(job: usize, left: i32, right: i32): void {
  const tapsX = load<i32>(job, 44);
  const scale = load<f64>(job, 64) / <f64>tapsX;
  const start = load<f64>(job, 80);
  const stepX = load<i32>(job, 4);
  let at = <usize>load<u32>(job, 52);
  for (let tap = left * tapsX; tap < right * tapsX; tap++) {
    store<i32>(at, stepX * position(tap, scale, start));
    at += 4;
  }
}

// @ts-ignore: decorator
@inline
function position(tap: i32, scale: f64, start: f64): i32 {
  return <i32>((<f64>tap + 0.5) * scale + start);
}

/** `lines` is a constant wherever this is inlined. */
// @ts-ignore: decorator
@inline
function averageRow(job: usize, out: usize, end: usize, lines: i32, a: i32, b: i32, c: i32): void {
  const tapsX = load<i32>(job, 44);
  let columns = <usize>load<u32>(job, 52);
  for (let at = out; at < end; at += 4) {
    let sum = i16x8.splat(0);
    for (let tap = 0; tap < tapsX; tap++) {
      const offset = load<i32>(columns);
      sum = i16x8.add(sum, pixel(<usize>(a + offset)));
      if (lines > 1) sum = i16x8.add(sum, pixel(<usize>(b + offset)));
      if (lines > 2) sum = i16x8.add(sum, pixel(<usize>(c + offset)));
      columns += 4;
    }
    put(job, at, floats(sum));
  }
}

/**
 * Averages a grid of taps that all lie in the picture, turned as it may be. Positions have 16 bits after the point, and both
 * steps fit into 16 bits.
 */
export function averageTurned(job: usize, left: i32, top: i32, right: i32, bottom: i32): void {
  const taps = <usize>load<u32>(job, 52);
  const count = layOutFixedTaps(job, taps);
  const groups = taps + <usize>((count >> 2) << 5);
  const a = load<f64>(job, 64) * ONE, b = load<f64>(job, 72) * ONE, c = load<f64>(job, 80) * ONE;
  const d = load<f64>(job, 88) * ONE, e = load<f64>(job, 96) * ONE, f = load<f64>(job, 104) * ONE;
  const origin = i32x4.splat(load<i32>(job));
  const stepY = load<i32>(job, 8);
  // Side by side, as the dot product takes them.
  const steps = i32x4.splat((load<i32>(job, 4) & 0xffff) | (stepY << 16));
  const width = <f64>right, height = <f64>bottom;
  const west = load<i32>(job) + 3 * <i32>((c + min(a * width, 0) + min(b * height, 0)) / ONE);
  const east = load<i32>(job) + 3 * <i32>((c + max(a * width, 0) + max(b * height, 0)) / ONE);
  const ahead = isContiguous(job) && e > 0;
  let line = <i32>((f + min(d * width, 0)) / ONE);
  let read = 0;
  for (let row = top; row < bottom; row++) {
    if (ahead) {
      const end = <i32>((f + max(d * width, 0) + e * <f64>min(row + 2, bottom)) / ONE);
      for (; line < end; line++) read += readAhead(<usize>(west + line * stepY), <usize>(east + line * stepY));
    }
    let at = place(job, left, row);
    const startX = b * <f64>row + c;
    const startY = e * <f64>row + f;
    for (let column = left; column < right; column++) {
      const cornerX = i32x4.splat(<i32>(a * <f64>column + startX));
      const cornerY = i32x4.splat(<i32>(d * <f64>column + startY));
      let sum = i16x8.splat(0);
      let group = taps;
      for (; group < groups; group += 32) {
        const address = fixedAddress(cornerX, cornerY, group, steps, origin);
        sum = i16x8.add(sum, pixel(<usize>i32x4.extract_lane(address, 0)));
        sum = i16x8.add(sum, pixel(<usize>i32x4.extract_lane(address, 1)));
        sum = i16x8.add(sum, pixel(<usize>i32x4.extract_lane(address, 2)));
        sum = i16x8.add(sum, pixel(<usize>i32x4.extract_lane(address, 3)));
      }
      if (count & 3) {
        const address = fixedAddress(cornerX, cornerY, group, steps, origin);
        sum = i16x8.add(sum, pixel(<usize>i32x4.extract_lane(address, 0)));
        if ((count & 3) > 1) sum = i16x8.add(sum, pixel(<usize>i32x4.extract_lane(address, 1)));
        if ((count & 3) > 2) sum = i16x8.add(sum, pixel(<usize>i32x4.extract_lane(address, 2)));
      }
      put(job, at, floats(sum));
      at += 4;
    }
  }
  keep(job, read);
}

const ONE: f64 = 65536;

// @ts-ignore: decorator
@inline
function fixedAddress(cornerX: v128, cornerY: v128, group: usize, steps: v128, origin: v128): v128 {
  const x = i32x4.shr_u(i32x4.add(cornerX, v128.load(group)), 16);
  const y = i32x4.add(cornerY, v128.load(group, 16));
  const position = v128.shuffle<i16>(x, y, 0, 9, 2, 11, 4, 13, 6, 15);
  return i32x4.add(i32x4.dot_i16x8_s(position, steps), origin);
}

/** As `layOutTaps`, rounded down to fixed point; returns their number. */
function layOutFixedTaps(job: usize, taps: usize): i32 {
  const tapsX = load<i32>(job, 44);
  const tapsY = load<i32>(job, 48);
  const count = tapsX * tapsY;
  for (let tap = 0; tap < count; tap++) {
    const u = (<f64>(tap % tapsX) + 0.5) / <f64>tapsX;
    const v = (<f64>(tap / tapsX) + 0.5) / <f64>tapsY;
    const at = taps + (<usize>(tap >> 2) << 5) + (<usize>(tap & 3) << 2);
    store<i32>(at, <i32>floor((load<f64>(job, 64) * u + load<f64>(job, 72) * v) * ONE));
    store<i32>(at, <i32>floor((load<f64>(job, 88) * u + load<f64>(job, 96) * v) * ONE), 16);
  }
  return count;
}

/** Averages a grid of taps that may be turned and may lie outside the picture, where it is black. */
export function averageAnywhere(job: usize, left: i32, top: i32, right: i32, bottom: i32): void {
  const taps = <usize>load<u32>(job, 52);
  const end = layOutTaps(job, taps);
  const a = load<f64>(job, 64), b = load<f64>(job, 72), c = load<f64>(job, 80);
  const d = load<f64>(job, 88), e = load<f64>(job, 96), f = load<f64>(job, 104);
  const width = f32x4.splat(<f32>load<i32>(job, 12));
  const height = f32x4.splat(<f32>load<i32>(job, 16));
  const origin = i32x4.splat(load<i32>(job));
  const stepX = i32x4.splat(load<i32>(job, 4));
  const stepY = i32x4.splat(load<i32>(job, 8));
  const black = i32x4.splat(load<i32>(job, 56));
  const leastX = f32x4.splat(<f32>(min(a, 0) + min(b, 0)));
  const leastY = f32x4.splat(<f32>(min(d, 0) + min(e, 0)));
  for (let row = top; row < bottom; row++) {
    let at = place(job, left, row);
    const startX = b * <f64>row + c;
    const startY = e * <f64>row + f;
    for (let column = left; column < right; column++) {
      let sum = i16x8.splat(0);
      const cornerX = f32x4.splat(<f32>(a * <f64>column + startX));
      const cornerY = f32x4.splat(<f32>(d * <f64>column + startY));
      // The far side of a letterbox is larger than any face: not worth taps.
      const beyond = v128.or(f32x4.ge(f32x4.add(cornerX, leastX), width), f32x4.ge(f32x4.add(cornerY, leastY), height));
      if (!v128.any_true(beyond)) for (let group = taps; group < end; group += 32) {
        const x = f32x4.add(cornerX, v128.load(group));
        const y = f32x4.add(cornerY, v128.load(group, 16));
        // A NaN lies outside too.
        const inside = v128.and(within(x, width), within(y, height));
        const across = i32x4.mul(i32x4.trunc_sat_f32x4_s(x), stepX);
        const down = i32x4.mul(i32x4.trunc_sat_f32x4_s(y), stepY);
        const address = v128.bitselect(i32x4.add(i32x4.add(across, down), origin), black, inside);
        sum = i16x8.add(sum, pixel(<usize>i32x4.extract_lane(address, 0)));
        sum = i16x8.add(sum, pixel(<usize>i32x4.extract_lane(address, 1)));
        sum = i16x8.add(sum, pixel(<usize>i32x4.extract_lane(address, 2)));
        sum = i16x8.add(sum, pixel(<usize>i32x4.extract_lane(address, 3)));
      }
      put(job, at, floats(sum));
      at += 4;
    }
  }
}

// @ts-ignore: decorator
@inline
function within(x: v128, size: v128): v128 {
  return v128.and(f32x4.ge(x, f32x4.splat(0)), f32x4.lt(x, size));
}

/** The taps' distances from an output pixel's corner, in groups of four x and four y, filled up with NaN; returns the end. */
function layOutTaps(job: usize, taps: usize): usize {
  const tapsX = load<i32>(job, 44);
  const tapsY = load<i32>(job, 48);
  const count = tapsX * tapsY;
  const end = (count + 3) & ~3;
  for (let tap = 0; tap < end; tap++) {
    const u = (<f64>(tap % tapsX) + 0.5) / <f64>tapsX;
    const v = (<f64>(tap / tapsX) + 0.5) / <f64>tapsY;
    const at = taps + (<usize>(tap >> 2) << 5) + (<usize>(tap & 3) << 2);
    store<f32>(at, tap < count ? <f32>(load<f64>(job, 64) * u + load<f64>(job, 72) * v) : NaN);
    store<f32>(at, tap < count ? <f32>(load<f64>(job, 88) * u + load<f64>(job, 96) * v) : NaN, 16);
  }
  return taps + (<usize>(end >> 2) << 5);
}

/** Bilinear: one tap a pixel, between the centres of four. Outside the picture is black, at its edge the edge repeats. */
export function interpolate(job: usize, left: i32, top: i32, right: i32, bottom: i32): void {
  const width = <f64>load<i32>(job, 12);
  const height = <f64>load<i32>(job, 16);
  const a = load<f64>(job, 64), b = load<f64>(job, 72), c = load<f64>(job, 80);
  const d = load<f64>(job, 88), e = load<f64>(job, 96), f = load<f64>(job, 104);
  for (let row = top; row < bottom; row++) {
    let at = place(job, left, row);
    const startX = b * (<f64>row + 0.5) + c;
    const startY = e * (<f64>row + 0.5) + f;
    for (let column = left; column < right; column++) {
      const x = a * (<f64>column + 0.5) + startX;
      const y = d * (<f64>column + 0.5) + startY;
      put(job, at, x >= 0 && y >= 0 && x < width && y < height ? between(job, x - 0.5, y - 0.5) : f32x4.splat(0));
      at += 4;
    }
  }
}

/** x and y count from the first pixel's centre. */
// @ts-ignore: decorator
@inline
function between(job: usize, x: f64, y: f64): v128 {
  const lastX = load<i32>(job, 12) - 1;
  const lastY = load<i32>(job, 16) - 1;
  const cx = min(max(x, 0), <f64>lastX);
  const cy = min(max(y, 0), <f64>lastY);
  const column = <i32>(cx);
  const row = <i32>(cy);
  const stepX = load<i32>(job, 4);
  const stepY = load<i32>(job, 8);
  const p = load<i32>(job) + column * stepX + row * stepY;
  const q = p + (row < lastY ? stepY : 0);
  const next = column < lastX ? stepX : 0;
  const wx = f32x4.splat(<f32>(cx - <f64>column));
  const wy = f32x4.splat(<f32>(cy - <f64>row));
  const upper = mix(floats(pixel(p)), floats(pixel(p + next)), wx);
  const lower = mix(floats(pixel(q)), floats(pixel(q + next)), wx);
  return mix(upper, lower, wy);
}

// @ts-ignore: decorator
@inline
function mix(a: v128, b: v128, weight: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), weight));
}
