import { boxUpright, pointUpright } from './turn';

const upright = { width: 300, height: 200 };

describe('pointUpright', () => {
  // The upright picture's (10, 20), 10 from its left and 20 from its top.
  it.each([
    [0, { x: 10, y: 20 }],
    [1, { x: 180, y: 10 }],
    [2, { x: 290, y: 180 }],
    [3, { x: 20, y: 290 }],
  ])('undoes a turn by %i right angles', (rightAngles, turned) => {
    expect(pointUpright(turned, rightAngles, upright)).toEqual({ x: 10, y: 20 });
  });
});

describe('boxUpright', () => {
  it('keeps the corner that is left and top', () => {
    expect(boxUpright({ left: 150, top: 10, width: 30, height: 60 }, 1, upright)).toEqual({ left: 10, top: 20, width: 60, height: 30 });
  });
});
