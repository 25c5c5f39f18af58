import { ALIGNMENT, alignment, invert, similarity } from './align';
import type { Affine } from './affine';
import type { FiveLandmarks, Point } from '../types';

const move = (t: Affine, { x, y }: Point): Point => ({ x: t.a * x + t.b * y + t.c, y: t.d * x + t.e * y + t.f });
const square = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }];

describe('similarity', () => {
  it('recovers a rotation, a scale and a shift', () => {
    const known = { a: 2 * Math.cos(0.5), b: -2 * Math.sin(0.5), c: 7, d: 2 * Math.sin(0.5), e: 2 * Math.cos(0.5), f: -3 };
    const found = similarity(square, square.map((point) => move(known, point)));
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f'] as const) expect(found[key]).toBeCloseTo(known[key]);
  });

  it('averages errors that no similarity can follow: a stretched square keeps its proportions', () => {
    const found = similarity(square, square.map(({ x, y }) => ({ x: x * 3, y })));
    expect(found.a).toBeCloseTo(2);
    expect(found.e).toBeCloseTo(2);
    expect(move(found, { x: 5, y: 5 })).toEqual({ x: expect.closeTo(15), y: expect.closeTo(5) });
  });

  it('never mirrors', () => {
    const { a, b, d, e } = similarity(square, square.map(({ x, y }) => ({ x: -x, y })));
    expect(a * e - b * d).toBeGreaterThanOrEqual(0);
  });
});

describe('alignment', () => {
  it('takes a face that lies as the template does from where it is', () => {
    const face = ALIGNMENT.template.map(([x, y]) => ({ x: x + 0.5, y: y + 0.5 })) as unknown as FiveLandmarks;
    const { a, b, c, d, e, f } = alignment(face);
    [a - 1, b, c, d, e - 1, f].forEach((value) => expect(value).toBeCloseTo(0));
  });

  it('points from the crop to the image', () => {
    const face = ALIGNMENT.template.map(([x, y]) => ({ x: 3 * (x + 0.5) + 100, y: 3 * (y + 0.5) + 50 })) as unknown as FiveLandmarks;
    expect(move(alignment(face), { x: 56, y: 56 })).toEqual({ x: expect.closeTo(268), y: expect.closeTo(218) });
  });
});

describe('invert', () => {
  it('undoes an affine map', () => {
    const map = { a: 2, b: 1, c: 5, d: -1, e: 3, f: 4 };
    expect(move(invert(map), move(map, { x: 8, y: 9 }))).toEqual({ x: expect.closeTo(8), y: expect.closeTo(9) });
  });
});
