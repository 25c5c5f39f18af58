import { decodeUltraFace } from './ultraface';

describe('decodeUltraFace', () => {
  it('scales fractions of the part to pixels of the image and drops what does not exceed the confidence, whatever the order of the outputs', () => {
    const scores = { data: Float32Array.of(0.1, 0.9, 0.5, 0.5, 0.2, 0.8), dims: [1, 3, 2] };
    const boxes = { data: Float32Array.of(0.25, 0.5, 0.5, 0.75, 0, 0, 1, 1, -0.125, 0, 0.125, 0.25), dims: [1, 3, 4] };
    const found = decodeUltraFace([boxes, scores], { left: 10, top: 20, width: 400, height: 200 }, 0.5);
    expect(found).toEqual([
      { box: { left: 110, top: 120, width: 100, height: 50 }, confidence: expect.closeTo(0.9), landmarks: null },
      { box: { left: -40, top: 20, width: 100, height: 50 }, confidence: expect.closeTo(0.8), landmarks: null },
    ]);
  });
});
