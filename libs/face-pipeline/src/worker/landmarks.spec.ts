import { fiveOf68, squareAbout } from './landmarks';

describe('fiveOf68', () => {
  it('takes eyes from the lids, the nose tip, and each mouth corner from both lips', () => {
    const points = new Float32Array(136);
    const put = (index: number, x: number, y: number) => points.set([x, y], index * 2);
    [37, 38, 40, 41].forEach((index, order) => put(index, 0.25, order / 4));
    [43, 44, 46, 47].forEach((index, order) => put(index, 0.75, order / 4));
    put(30, 0.5, 0.5);
    put(48, 0.25, 0.75);
    put(60, 0.5, 0.75);
    put(54, 0.75, 0.75);
    put(64, 0.5, 0.25);
    expect(fiveOf68(points)).toEqual([{ x: 0.25, y: 0.375 }, { x: 0.75, y: 0.375 }, { x: 0.5, y: 0.5 }, { x: 0.375, y: 0.75 }, { x: 0.625, y: 0.5 }]);
  });
});

describe('squareAbout', () => {
  it('has the box\'s centre and height', () => {
    expect(squareAbout({ left: 10, top: 20, width: 20, height: 40 })).toEqual({ left: 0, top: 20, width: 40, height: 40 });
  });
});
