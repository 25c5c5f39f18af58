import { countFound } from './group';

const box = (left: number, top: number, side = 10) => ({ left, top, width: side, height: side });

describe('countFound', () => {
  it('counts annotations inside a box', () => {
    expect(countFound([box(0, 0), box(20, 20)], [[5, 5], [25, 25], [50, 50]])).toBe(2);
  });

  it('lets one box answer for one annotation only', () => {
    expect(countFound([box(0, 0, 30)], [[5, 5], [25, 25]])).toBe(1);
  });

  it('gives an annotation the box whose centre is nearest', () => {
    expect(countFound([box(0, 0, 30), box(3, 3, 4)], [[5, 5], [25, 25]])).toBe(2);
  });
});
