import { turnedView, uprightView, type Pixels } from './pixels';

/** What the view shows, row by row, by the red channel. */
function reds({ data, width, height, origin, stepX, stepY }: Pixels): number[][] {
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => data[origin + x * stepX + y * stepY]!));
}

// Stored rows: 1 2 3 / 4 5 6.
const stored = Uint8Array.from([1, 2, 3, 4, 5, 6].flatMap((value) => [value, 0, 0]));

describe('uprightView', () => {
  // EXIF 2.3, tag 0x0112: what row 0 and column 0 of the stored picture are when it is seen upright.
  it.each([
    [1, [[1, 2, 3], [4, 5, 6]]],
    [2, [[3, 2, 1], [6, 5, 4]]],
    [3, [[6, 5, 4], [3, 2, 1]]],
    [4, [[4, 5, 6], [1, 2, 3]]],
    [5, [[1, 4], [2, 5], [3, 6]]],
    [6, [[4, 1], [5, 2], [6, 3]]],
    [7, [[6, 3], [5, 2], [4, 1]]],
    [8, [[3, 6], [2, 5], [1, 4]]],
  ])('shows EXIF orientation %i upright', (orientation, expected) => {
    expect(reds(uprightView(stored, 3, 2, orientation))).toEqual(expected);
  });

  it('takes an orientation that does not exist for upright', () => {
    expect(uprightView(stored, 3, 2, 0)).toEqual(uprightView(stored, 3, 2));
  });
});

describe('turnedView', () => {
  it.each([
    [0, [[1, 2, 3], [4, 5, 6]]],
    [1, [[4, 1], [5, 2], [6, 3]]],
    [2, [[6, 5, 4], [3, 2, 1]]],
    [3, [[3, 6], [2, 5], [1, 4]]],
  ])('turns clockwise by %i right angles', (rightAngles, expected) => {
    expect(reds(turnedView(uprightView(stored, 3, 2), rightAngles))).toEqual(expected);
  });

  it('turns what EXIF turned already', () => {
    expect(reds(turnedView(uprightView(stored, 3, 2, 6), 3))).toEqual([[1, 2, 3], [4, 5, 6]]);
  });
});
