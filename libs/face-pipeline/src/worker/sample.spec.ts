import type { Affine } from './affine';
import { stretch } from './affine';
import type { ModelInput } from './pack-spec';
import { uprightView } from './pixels';
import { sample } from './sample';

const grey = (width: number, height: number, over: Partial<ModelInput> = {}): ModelInput => ({ width, height, channels: 'GREY', mean: 0, std: 1, ...over });

function image(rows: readonly (readonly number[])[]) {
  const data = Uint8Array.from(rows.flat().flatMap((value) => [value, value, value]));
  return uprightView(data, rows[0]!.length, rows.length);
}

function sampled(rows: readonly (readonly number[])[], toImage: Affine, input: ModelInput): number[] {
  const out = new Float32Array(input.width * input.height * (input.channels === 'GREY' ? 1 : 3));
  sample(image(rows), toImage, input, out);
  return [...out].map((value) => Math.round(value * 1000) / 1000);
}

const whole = { left: 0, top: 0, width: 4, height: 2 };
const rows = [[0, 10, 20, 30], [40, 50, 60, 70]];

describe('sample', () => {
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
    const pixels = uprightView(Uint8Array.from([1, 2, 3]), 1, 1);
    const planes = (channels: ModelInput['channels']) => {
      const out = new Float32Array(channels === 'GREY' ? 1 : 3);
      sample(pixels, stretch({ left: 0, top: 0, width: 1, height: 1 }, 1, 1), grey(1, 1, { channels }), out);
      return [...out];
    };
    expect(planes('RGB')).toEqual([1, 2, 3]);
    expect(planes('BGR')).toEqual([3, 2, 1]);
    expect(planes('GREY')).toEqual([expect.closeTo(0.299 + 2 * 0.587 + 3 * 0.114)]);
  });
});
