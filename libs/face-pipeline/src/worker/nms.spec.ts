import { mergeLooks, overlap, suppressOverlaps } from './nms';

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

describe('mergeLooks', () => {
  const found = (at: ReturnType<typeof box>, confidence: number) => ({ box: at, confidence });

  it('keeps the earliest look\'s box of a face, however strong a closer one is', () => {
    const [far, close] = [found(box(0, 0), 0.7), found(box(1, 0), 0.99)];
    expect(mergeLooks([[far], [close]], 0.4)).toEqual([far]);
  });

  it('drops what a closer look sees within a face, but not what stands in front of it', () => {
    const face = found(box(0, 0, 100, 100), 0.9);
    const mouth = found(box(30, 60, 30, 20), 0.8);
    const infant = found(box(80, 80, 40, 40), 0.8);
    expect(mergeLooks([[face], [mouth, infant]], 0.4)).toEqual([face, infant]);
  });

  it('leaves one look as the detector gave it', () => {
    const look = [found(box(0, 0, 100, 100), 0.9), found(box(30, 60, 30, 20), 0.8)];
    expect(mergeLooks([look], 0.4)).toEqual(look);
  });

  it('keeps the stronger of two boxes from neighbouring parts', () => {
    const [weak, strong] = [found(box(0, 0), 0.7), found(box(1, 0), 0.9)];
    expect(mergeLooks([[], [weak, strong]], 0.4)).toEqual([strong]);
  });
});
