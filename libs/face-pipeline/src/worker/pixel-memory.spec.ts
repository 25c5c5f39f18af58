import type { Affine } from './affine';
import { stretch } from './affine';
import type { ModelInput } from './pack-spec';
import { PixelMemory } from './pixel-memory';
import { uprightView, type Pixels } from './pixels';

const grey = (width: number, height: number, over: Partial<ModelInput> = {}): ModelInput => ({ width, height, channels: 'GREY', mean: 0, std: 1, ...over });

const memory = new PixelMemory(12_000 * 30);
const room = memory.allocate(3 * 4096);

function image(rows: readonly (readonly number[])[]): Pixels {
  memory.picture.set(rows.flat().flatMap((value) => [value, value, value]));
  return uprightView(memory.picture, rows[0]!.length, rows.length);
}

function samplePixels(pixels: Pixels, toImage: Affine, input: ModelInput): number[] {
  const out = room.subarray(0, input.width * input.height * (input.channels === 'GREY' ? 1 : 3)).fill(NaN);
  memory.sample(pixels, toImage, input, out);
  return [...out].map((value) => Math.round(value * 1000) / 1000);
}

function sampled(rows: readonly (readonly number[])[], toImage: Affine, input: ModelInput): number[] {
  return samplePixels(image(rows), toImage, input);
}

/** The same averaging, tap by tap. */
function averaged({ data, origin, stepX, stepY, width, height }: Pixels, t: Affine, input: ModelInput, taps: number): number[] {
  return Array.from({ length: input.width * input.height }, (_, index) => {
    const [column, row] = [index % input.width, Math.floor(index / input.width)];
    let sum = 0;
    for (let tap = 0; tap < taps * taps; tap += 1) {
      const [u, v] = [column + ((tap % taps) + 0.5) / taps, row + (Math.floor(tap / taps) + 0.5) / taps];
      const [x, y] = [Math.floor(t.a * u + t.b * v + t.c), Math.floor(t.d * u + t.e * v + t.f)];
      if (x >= 0 && y >= 0 && x < width && y < height) sum += data[origin + x * stepX + y * stepY]!;
    }
    return Math.round((sum / taps ** 2) * 1000) / 1000;
  });
}

const whole = { left: 0, top: 0, width: 4, height: 2 };
const rows = [[0, 10, 20, 30], [40, 50, 60, 70]];

describe('PixelMemory', () => {
  it('copies at the image\'s own scale', () => {
    expect(sampled(rows, stretch(whole, 4, 2), grey(4, 2))).toEqual(rows.flat());
  });

  it('averages what an output pixel covers when it reduces', () => {
    expect(sampled(rows, stretch(whole, 2, 1), grey(2, 1))).toEqual([25, 45]);
  });

  it('averages turned footprints as well', () => {
    // A quarter turn: the output's x runs down the image.
    expect(sampled(rows, { a: 0, b: 2, c: 0, d: 2, e: 0, f: 0 }, grey(1, 2))).toEqual([25, 45]);
  });

  it('interpolates when it enlarges, and repeats the edge', () => {
    expect(sampled([[0, 100]], stretch({ left: 0, top: 0, width: 2, height: 1 }, 4, 1), grey(4, 1))).toEqual([0, 25, 75, 100]);
  });

  it('is black outside the image', () => {
    expect(sampled([[100]], stretch({ left: -1, top: 0, width: 3, height: 1 }, 3, 1), grey(3, 1))).toEqual([0, 100, 0]);
    expect(sampled([[100, 100]], stretch({ left: -2, top: 0, width: 6, height: 2 }, 3, 1), grey(3, 1))).toEqual([0, 50, 0]);
  });

  it('normalises, also what lies outside', () => {
    const input = grey(2, 1, { mean: 127.5, std: 127.5 });
    expect(sampled([[255]], stretch({ left: 0, top: 0, width: 2, height: 1 }, 2, 1), input)).toEqual([1, -1]);
  });

  it('writes the channels as planes in the order that the model wants', () => {
    memory.picture.set([1, 2, 3]);
    const pixels = uprightView(memory.picture, 1, 1);
    const planes = (channels: ModelInput['channels']): number[] => samplePixels(pixels, { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 }, grey(1, 1, { channels }));
    expect(planes('RGB')).toEqual([1, 2, 3]);
    expect(planes('BGR')).toEqual([3, 2, 1]);
    expect(planes('GREY')).toEqual([expect.closeTo(0.299 + 2 * 0.587 + 3 * 0.114)]);
  });

  describe.each([1, 2, 3, 4, 5, 6, 7, 8])('with a picture stored in orientation %i', (orientation) => {
    const noise = Array.from({ length: 3 * 40 * 30 }, (_, index) => (index * 7919 + (index >> 3) * 104_729) % 256);
    const picture = (): Pixels => {
      memory.picture.set(noise);
      return uprightView(memory.picture, 40, 30, orientation);
    };
    it.each<[string, Affine, number]>([
      ['within it', stretch({ left: 3.3, top: 2.1, width: 22, height: 21 }, 8, 6), 3],
      ['twice as large', stretch({ left: 0, top: 0, width: 16, height: 12 }, 8, 6), 2],
      ['larger than it, as a letterbox', stretch({ left: 0, top: 0, width: 64, height: 48 }, 8, 6), 3],
      ['beyond its top left corner', stretch({ left: -9, top: -7, width: 24, height: 18 }, 8, 6), 3],
      ['all outside', stretch({ left: 60, top: 0, width: 24, height: 18 }, 8, 6), 3],
      ['turned, within it', { a: 1.9, b: -0.9, c: 9.03, d: 0.9, e: 1.9, f: 3.04 }, 3],
      ['on its side', { a: 0, b: 3, c: 3, d: 2.5, e: 0, f: 1 }, 3],
      ['turned, over an edge', { a: 2.5, b: -0.8, c: 1, d: 0.8, e: 2.5, f: -2 }, 3],
    ])('averages a part %s as tap by tap', (_part, toImage, taps) => {
      const pixels = picture();
      expect(samplePixels(pixels, toImage, grey(8, 6, { channels: 'RGB' })).slice(0, 48)).toEqual(averaged(pixels, toImage, grey(8, 6), taps));
    });
  });

  it.each([10_000, 12_000])('averages a turned part of a picture %i pixels wide', (width) => {
    for (let at = 0; at < 3 * width * 30; at += 1) memory.picture[at] = (at * 7919) >> 3;
    const pixels = uprightView(memory.picture, width, 30);
    const toImage = { a: 1.875, b: -0.875, c: width - 20, d: 0.875, e: 1.875, f: 3.0625 };
    expect(samplePixels(pixels, toImage, grey(8, 6, { channels: 'RGB' })).slice(0, 48)).toEqual(averaged(pixels, toImage, grey(8, 6), 3));
  });

  it('refuses a picture that lies elsewhere', () => {
    const elsewhere = uprightView(new Uint8Array(3), 1, 1);
    expect(() => memory.sample(elsewhere, stretch(whole, 1, 1), grey(1, 1), room)).toThrow('must lie in `picture`');
  });

  it('has room for a limited size of inputs', () => {
    expect(() => new PixelMemory(10e6).allocate(17e6)).toThrow('choose smaller ones in the pack');
  });
});
