import type { Affine } from './affine.ts';
import type { ModelInput } from './pack-spec.ts';
import type { Pixels } from './pixels.ts';

// Nine taps a pixel: scores on the group photos no longer change with more, and each costs CPU.
const MAX_TAPS = 3;

/**
 * Resizes, crops or warps, reorders channels and normalises in one pass: fills `out` (channels, height, width) with what
 * `toImage` (output → image) points at. Outside the image is black. Enlarging is bilinear; reducing averages a grid of
 * taps over each output pixel's footprint, because a single tap would alias.
 */
export function sample(pixels: Pixels, toImage: Affine, input: ModelInput, out: Float32Array): void {
  const tapsX = tapCount(Math.hypot(toImage.a, toImage.d));
  const tapsY = tapCount(Math.hypot(toImage.b, toImage.e));
  const layout = planes(input, tapsX * tapsY);
  if (tapsX === 1 && tapsY === 1) interpolate(pixels, toImage, layout, out);
  else if (toImage.b === 0 && toImage.d === 0) averageUpright(pixels, toImage, { ...layout, tapsX, tapsY }, out);
  else averageTurned(pixels, toImage, { ...layout, tapsX, tapsY }, out);
}

function tapCount(pixelsPerOutput: number): number {
  return pixelsPerOutput < 2 ? 1 : Math.min(MAX_TAPS, Math.ceil(pixelsPerOutput));
}

/** Where each channel goes, and value = sum · gain + offset. */
interface Planes {
  readonly width: number;
  readonly height: number;
  readonly grey: boolean;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly gain: number;
  readonly offset: number;
}

function planes({ width, height, channels, mean, std }: ModelInput, taps: number): Planes {
  const area = width * height;
  const [red, blue] = channels === 'BGR' ? [2 * area, 0] : [0, 2 * area];
  return { width, height, grey: channels === 'GREY', red, green: area, blue, gain: 1 / (std * taps), offset: -mean / std };
}

function interpolate(pixels: Pixels, t: Affine, to: Planes, out: Float32Array): void {
  const { data, origin, stepX, stepY, width, height } = pixels;
  for (let row = 0, at = 0; row < to.height; row += 1) {
    for (let column = 0; column < to.width; column += 1, at += 1) {
      const x = t.a * (column + 0.5) + t.b * (row + 0.5) + t.c;
      const y = t.d * (column + 0.5) + t.e * (row + 0.5) + t.f;
      if (!(x >= 0 && y >= 0 && x < width && y < height)) {
        put(out, at, to, 0, 0, 0);
        continue;
      }
      // Pixel centres lie at + 0.5; past the outermost centre the edge pixel repeats.
      const fx = Math.min(Math.max(x - 0.5, 0), width - 1);
      const fy = Math.min(Math.max(y - 0.5, 0), height - 1);
      const x0 = fx | 0;
      const y0 = fy | 0;
      const wx = fx - x0;
      const wy = fy - y0;
      const nextX = x0 + 1 < width ? stepX : 0;
      const p = origin + x0 * stepX + y0 * stepY;
      const q = p + (y0 + 1 < height ? stepY : 0);
      const w11 = wx * wy;
      const w01 = wx - w11;
      const w10 = wy - w11;
      const w00 = 1 - wx - w10;
      const red = data[p]! * w00 + data[p + nextX]! * w01 + data[q]! * w10 + data[q + nextX]! * w11;
      const green = data[p + 1]! * w00 + data[p + nextX + 1]! * w01 + data[q + 1]! * w10 + data[q + nextX + 1]! * w11;
      const blue = data[p + 2]! * w00 + data[p + nextX + 2]! * w01 + data[q + 2]! * w10 + data[q + nextX + 2]! * w11;
      put(out, at, to, red, green, blue);
    }
  }
}

interface Grid extends Planes {
  readonly tapsX: number;
  readonly tapsY: number;
}

/** The usual case, without rotation: where each column's and row's taps lie is worked out once. */
function averageUpright(pixels: Pixels, t: Affine, to: Grid, out: Float32Array): void {
  const { data, origin } = pixels;
  const columns = tapOffsets(to.width * to.tapsX, { scale: t.a / to.tapsX, start: t.c, size: pixels.width, step: pixels.stepX });
  const rows = tapOffsets(to.height * to.tapsY, { scale: t.e / to.tapsY, start: t.f, size: pixels.height, step: pixels.stepY });
  for (let row = 0, at = 0; row < to.height; row += 1) {
    for (let column = 0; column < to.width; column += 1, at += 1) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let j = row * to.tapsY; j < (row + 1) * to.tapsY; j += 1) {
        const line = rows[j]!;
        if (line === OUTSIDE) continue;
        for (let i = column * to.tapsX; i < (column + 1) * to.tapsX; i += 1) {
          const offset = columns[i]!;
          if (offset === OUTSIDE) continue;
          const p = origin + line + offset;
          red += data[p]!;
          green += data[p + 1]!;
          blue += data[p + 2]!;
        }
      }
      put(out, at, to, red, green, blue);
    }
  }
}

const OUTSIDE = 0x7fffffff;

function tapOffsets(count: number, along: { readonly scale: number; readonly start: number; readonly size: number; readonly step: number }): Int32Array {
  return Int32Array.from({ length: count }, (_, tap) => {
    const position = Math.floor((tap + 0.5) * along.scale + along.start);
    return position >= 0 && position < along.size ? position * along.step : OUTSIDE;
  });
}

function averageTurned(pixels: Pixels, t: Affine, to: Grid, out: Float32Array): void {
  const { data, origin, stepX, stepY, width, height } = pixels;
  for (let row = 0, at = 0; row < to.height; row += 1) {
    for (let column = 0; column < to.width; column += 1, at += 1) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let j = 0; j < to.tapsY; j += 1) {
        const v = row + (j + 0.5) / to.tapsY;
        for (let i = 0; i < to.tapsX; i += 1) {
          const u = column + (i + 0.5) / to.tapsX;
          const x = t.a * u + t.b * v + t.c;
          const y = t.d * u + t.e * v + t.f;
          if (!(x >= 0 && y >= 0 && x < width && y < height)) continue;
          const p = origin + (x | 0) * stepX + (y | 0) * stepY;
          red += data[p]!;
          green += data[p + 1]!;
          blue += data[p + 2]!;
        }
      }
      put(out, at, to, red, green, blue);
    }
  }
}

// eslint-disable-next-line max-params -- one pixel of the inner loops; an object for each would cost more than the loop.
function put(out: Float32Array, at: number, to: Planes, red: number, green: number, blue: number): void {
  if (to.grey) {
    out[at] = (0.299 * red + 0.587 * green + 0.114 * blue) * to.gain + to.offset;
    return;
  }
  out[at + to.red] = red * to.gain + to.offset;
  out[at + to.green] = green * to.gain + to.offset;
  out[at + to.blue] = blue * to.gain + to.offset;
}
