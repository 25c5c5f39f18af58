import { fromAfar, holds, isCutOff, quartersOf } from './parts';

const part = { left: 100, top: 0, width: 320, height: 240 };

describe('quartersOf', () => {
  it('covers the part, with an overlap in the middle', () => {
    expect(quartersOf(part, { width: 20, height: 40 })).toEqual([
      { left: 100, top: 0, width: 170, height: 140 },
      { left: 250, top: 0, width: 170, height: 140 },
      { left: 100, top: 100, width: 170, height: 140 },
      { left: 250, top: 100, width: 170, height: 140 },
    ]);
  });
});

describe('isCutOff', () => {
  const [image, margin] = [{ width: 420, height: 480 }, { width: 2, height: 2 }];

  it.each([
    ['at an edge that is the part\'s alone', { left: 101, top: 100, width: 30, height: 30 }, true],
    ['below an edge that is the part\'s alone', { left: 200, top: 220, width: 30, height: 19 }, true],
    ['at an edge that is the image\'s, too', { left: 390, top: 0, width: 30, height: 30 }, false],
    ['inside', { left: 200, top: 100, width: 30, height: 30 }, false],
  ])('judges a box %s', (_where, box, expected) => {
    expect(isCutOff(box, part, image, margin)).toBe(expected);
  });
});

describe('holds', () => {
  it('goes by the box\'s centre', () => {
    expect(holds(part, { left: 90, top: 0, width: 22, height: 10 })).toBe(true);
    expect(holds(part, { left: 80, top: 0, width: 22, height: 10 })).toBe(false);
  });
});

describe('fromAfar', () => {
  it('has the image in its middle', () => {
    expect(fromAfar({ width: 40, height: 20 })).toEqual({ left: -20, top: -10, width: 80, height: 40 });
  });
});
