import type { Affine } from './affine.ts';
import type { ModelInput } from './pack-spec.ts';
import type { Pixels } from './pixels.ts';
import { sampleKernelBase64 } from './sample-kernel.wasm.ts';

// Nine taps a pixel: scores on the group photos no longer change with more, and each costs CPU.
const MAX_TAPS = 3;

// Layout, in bytes: the kernel's job, a black pixel, its scratch, the models' inputs, the picture.
const JOB = 1024;
const BLACK = JOB + 128;
const SCRATCH = 2048;
const INPUTS = 128 * 1024;
const PICTURE = 64 * 1024 ** 2;
const PAGE = 64 * 1024;

/** Part of a model's input: left, top and, not included, right, bottom. */
type Window = readonly [left: number, top: number, right: number, bottom: number];
type FillWindow = (job: number, ...window: Window) => void;

interface Kernel {
  readonly averageInside: FillWindow;
  readonly averageTurned: FillWindow;
  readonly averageAnywhere: FillWindow;
  readonly interpolate: FillWindow;
}

/**
 * One thread's pixels: the picture in hand and the models' inputs, where the decoder, the SIMD kernel and ORT all reach
 * them without a copy. Used again for every picture: fresh memory would cost a page fault every 4 KiB, which is half of
 * the CPU of decoding a large JPEG. It never grows, so that views stay valid; what is not touched takes no memory.
 */
export class PixelMemory {
  /** Where a decoder writes tightly packed RGB, over the picture before. */
  readonly picture: Buffer;
  private readonly kernel: Kernel;
  private readonly integers: Int32Array;
  private readonly floats: Float32Array;
  private readonly doubles: Float64Array;
  private nextInput = INPUTS;

  constructor(maxPixels: number) {
    // The kernel reads a fourth byte beside the last pixel's three.
    const pages = Math.ceil((PICTURE + maxPixels * 3 + 1) / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: false });
    const module = new WebAssembly.Module(Buffer.from(sampleKernelBase64, 'base64'));
    this.kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
    const buffer = memory.buffer as ArrayBufferLike as ArrayBuffer;
    this.picture = Buffer.from(buffer, PICTURE, maxPixels * 3);
    this.integers = new Int32Array(buffer, JOB, 15);
    this.doubles = new Float64Array(buffer, JOB + 64, 6);
    this.floats = new Float32Array(buffer, JOB + 112, 2);
  }

  /** Room for a model's input, kept for as long as the memory lives. */
  allocate(length: number): Float32Array {
    const start = this.nextInput;
    this.nextInput += Math.ceil(length / 16) * 64;
    if (this.nextInput > PICTURE) throw new RangeError(`The models' inputs need more than ${PICTURE} bytes; choose smaller ones in the pack.`);
    return new Float32Array(this.picture.buffer, start, length);
  }

  /**
   * Resizes, crops or warps, reorders channels and normalises in one pass: fills `out` (channels, height, width) with what
   * `toImage` (output → image) points at. Outside the image is black. Enlarging is bilinear; reducing averages a grid of
   * taps over each output pixel's footprint, because a single tap would alias. `pixels` and `out` lie in this memory.
   */
  sample(pixels: Pixels, toImage: Affine, input: ModelInput, out: Float32Array): void {
    if (pixels.data.buffer !== this.picture.buffer) throw new TypeError('The picture must lie in `picture` to be sampled.');
    const tapsX = tapCount(Math.hypot(toImage.a, toImage.d));
    const tapsY = tapCount(Math.hypot(toImage.b, toImage.e));
    this.describe(pixels, toImage, input, out);
    this.integers.set([tapsX, tapsY, SCRATCH, BLACK], 11);
    this.floats.set([1 / (input.std * tapsX * tapsY), -input.mean / input.std]);
    if (tapsX === 1 && tapsY === 1) this.kernel.interpolate(JOB, 0, 0, input.width, input.height);
    else if (isTurned(toImage) && liesInside(pixels, toImage, input)) this.kernel.averageTurned(JOB, 0, 0, input.width, input.height);
    else this.average(windowInside(pixels, toImage, input), input);
  }

  private describe(pixels: Pixels, t: Affine, { width, height, channels }: ModelInput, out: Float32Array): void {
    const plane = width * height * 4;
    const [red, blue] = channels === 'BGR' ? [2 * plane, 0] : [0, 2 * plane];
    this.integers.set([
      pixels.data.byteOffset + pixels.origin, pixels.stepX, pixels.stepY, pixels.width, pixels.height,
      out.byteOffset, width, red, plane, blue, channels === 'GREY' ? 1 : 0,
    ]);
    this.doubles.set([t.a, t.b, t.c, t.d, t.e, t.f]);
  }

  /** The part that needs no look at the picture's edges at a third of the cost, the rest as four borders around it. */
  private average([left, top, right, bottom]: Window, { width, height }: ModelInput): void {
    const { averageInside, averageAnywhere } = this.kernel;
    averageInside(JOB, left, top, right, bottom);
    averageAnywhere(JOB, 0, 0, width, top);
    averageAnywhere(JOB, 0, top, left, bottom);
    averageAnywhere(JOB, right, top, width, bottom);
    averageAnywhere(JOB, 0, bottom, width, height);
  }
}

function tapCount(pixelsPerOutput: number): number {
  return pixelsPerOutput < 2 ? 1 : Math.min(MAX_TAPS, Math.ceil(pixelsPerOutput));
}

function isTurned({ a, b, d, e }: Affine): boolean {
  return b !== 0 || d !== 0 || a <= 0 || e <= 0;
}

// The kernel's fixed point has 16 bits before the point, as its steps have, and rounds down by less than the margin.
const LARGEST = 32_767;
const MARGIN = 0.01;

/** All four corners of the output do, with a margin for rounding; false as well for a picture too wide for fixed point. */
function liesInside(pixels: Pixels, t: Affine, { width, height }: ModelInput): boolean {
  if (Math.max(pixels.width, pixels.height, Math.abs(pixels.stepX), Math.abs(pixels.stepY)) > LARGEST) return false;
  const within = (x: number, size: number): boolean => x >= MARGIN && x <= size - MARGIN;
  return [[0, 0], [width, 0], [0, height], [width, height]].every(
    ([u, v]) => within(t.a * u! + t.b * v! + t.c, pixels.width) && within(t.d * u! + t.e * v! + t.f, pixels.height),
  );
}

/** The output pixels that lie in the picture as a whole; none when the output is turned. */
function windowInside(pixels: Pixels, t: Affine, { width, height }: ModelInput): Window {
  if (isTurned(t)) return [0, 0, 0, 0];
  const [left, right] = inside(t.a, t.c, pixels.width, width);
  const [top, bottom] = inside(t.e, t.f, pixels.height, height);
  return [left, top, right, bottom];
}

/** First and end of the output pixels whose [start + i · scale, start + (i + 1) · scale) lies within 0 … size. */
function inside(scale: number, start: number, size: number, count: number): [number, number] {
  const first = Math.min(Math.max(Math.ceil(-start / scale), 0), count);
  // The centre of the last tap decides, so a rounding error of the division does no harm.
  const end = Math.floor((size - start) / scale + 1e-6);
  return [first, Math.min(Math.max(end, first), count)];
}
