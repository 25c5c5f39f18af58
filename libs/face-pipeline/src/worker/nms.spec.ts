import { overlap, suppressOverlaps } from './nms';

const box = (left: number, top: number, width = 10, height = 10) => ({ left, top, width, height });

describe('overlap', () => {
  it('is the shared area over the joined area', () => {
    expect(overlap(box(0, 0), box(5, 0))).toBeCloseTo(50 / 150);
    expect(overlap(box(0, 0), box(0, 0))).toBe(1);
  });

  it('is 0 for boxes that only touch', () => {
    expect(overlap(box(0, 0), box(10, 0))).toBe(0);
  });
});

describe('suppressOverlaps', () => {
  it('keeps the strongest of a cluster and what lies apart, strongest first', () => {
    const apart = { box: box(50, 50), confidence: 0.7 };
    const weak = { box: box(1, 0), confidence: 0.8 };
    const strong = { box: box(0, 0), confidence: 0.9 };
    expect(suppressOverlaps([apart, weak, strong], 0.4)).toEqual([strong, apart]);
  });

  it('does not let a suppressed box suppress others', () => {
    const chain = [0.9, 0.8, 0.7].map((confidence, index) => ({ box: box(index * 4, 0), confidence }));
    expect(suppressOverlaps(chain, 0.4).map(({ confidence }) => confidence)).toEqual([0.9, 0.7]);
  });
});
