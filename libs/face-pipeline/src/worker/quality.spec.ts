import type { FiveLandmarks } from '../types';
import { ALIGNMENT } from './align';
import { frontality, qualityOf } from './quality';

const size = 112;
const template = ALIGNMENT.template.map(([x, y]) => ({ x, y })) as unknown as FiveLandmarks;
const box = { left: 0, top: 0, width: 56, height: 80 };

/** Grey as a function of place, -1..1, in all three planes. */
function crop(grey: (x: number, y: number) => number) {
  const plane = Array.from({ length: size * size }, (_, index) => grey(index % size, Math.floor(index / size)));
  return { values: Float32Array.from([...plane, ...plane, ...plane]), size, mean: 127.5, std: 127.5 };
}

describe('qualityOf', () => {
  it('tells fine detail from the same contrast in coarse waves, whatever the light', () => {
    const waves = (length: number, strength: number) => qualityOf(box, template, crop((x) => strength * Math.sin((2 * Math.PI * x) / length))).sharpness;
    expect(waves(6, 0.5)).toBeGreaterThan(0.9);
    expect(waves(40, 0.5)).toBeLessThan(0.1);
    expect(waves(12, 0.1)).toBeCloseTo(waves(12, 0.5));
  });

  it('is the brightness of the middle', () => {
    expect(qualityOf(box, template, crop(() => -1)).brightness).toBe(0);
    expect(qualityOf(box, template, crop((x) => (x < 16 ? -1 : 0.2))).brightness).toBeCloseTo(0.6);
  });

  it('says 0, not NaN, of the sharpness of an even surface', () => {
    expect(qualityOf(box, template, crop(() => 0.5)).sharpness).toBe(0);
  });

  it('compares the shorter side with the embedder\'s input', () => {
    expect(qualityOf(box, template, crop(() => 0)).size).toBe(0.5);
    expect(qualityOf({ ...box, width: 300, height: 400 }, template, crop(() => 0)).size).toBe(1);
  });
});

describe('frontality', () => {
  it('is about 1 for the template, turned in the plane or not', () => {
    const tilted = template.map(({ x, y }) => ({ x: x * 0.8 - y * 0.6, y: x * 0.6 + y * 0.8 })) as unknown as FiveLandmarks;
    expect(frontality(template)).toBeGreaterThan(0.95);
    expect(frontality(tilted)).toBeCloseTo(frontality(template));
  });

  it('falls as the nose moves towards an eye, to 0 in profile', () => {
    const turned = (aside: number) => frontality([template[0], template[1], { x: template[2].x + aside, y: template[2].y }, template[3], template[4]]);
    expect(turned(8)).toBeLessThan(0.6);
    expect(turned(-8)).toBeLessThan(0.65);
    expect(turned(20)).toBe(0);
  });
});
