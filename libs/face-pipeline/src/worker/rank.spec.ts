import { clampBox, rank } from './rank';

const image = { width: 100, height: 100 };
const at = (left: number, top: number, side = 10) => ({ box: { left, top, width: side, height: side } });

describe('rank', () => {
  it('puts a central face before a larger one far from the centre', () => {
    const central = at(45, 45);
    const corner = at(0, 0, 20);
    // 100 − 0 against 400 − 2 · (40² + 40²)
    expect(rank([corner, central], image)).toEqual([central, corner]);
  });

  it('puts the larger of two equally central faces first', () => {
    const [small, large] = [at(45, 45), at(40, 40, 20)];
    expect(rank([small, large], image)).toEqual([large, small]);
  });

  it('breaks ties by left, then by top', () => {
    const [left, right, top, bottom] = [at(20, 45), at(70, 45), at(45, 20), at(45, 70)];
    expect(rank([bottom, right, top, left], image)).toEqual([left, top, bottom, right]);
  });
});

describe('clampBox', () => {
  it('keeps the part that lies in the image', () => {
    expect(clampBox({ left: -5, top: 90, width: 20, height: 20 }, image)).toEqual({ left: 0, top: 90, width: 15, height: 10 });
  });

  it('leaves nothing of a box outside', () => {
    expect(clampBox({ left: 120, top: 0, width: 20, height: 20 }, image)).toEqual({ left: 100, top: 0, width: 0, height: 20 });
  });
});
