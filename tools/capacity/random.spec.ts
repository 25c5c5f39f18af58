import { Random } from './random';

function momentsOf(draw: () => number): { mean: number; variation: number } {
  const values = Array.from({ length: 200_000 }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, variation: Math.sqrt(variance) / mean };
}

describe('Random', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const draw = (seed: number) => { const random = new Random(seed); return Array.from({ length: 5 }, () => random.next()); };
    expect(draw(42)).toEqual(draw(42));
    expect(draw(42)).not.toEqual(draw(43));
    expect(draw(42).every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it('draws exponential and log-normal values of the mean and spread that were asked for', () => {
    const random = new Random(1);
    const exponential = momentsOf(() => random.exponential(3));
    expect(exponential.mean / 3).toBeCloseTo(1, 1);
    expect(exponential.variation).toBeCloseTo(1, 1);
    const logNormal = momentsOf(() => random.logNormal(0.2, 0.5));
    expect(logNormal.mean / 0.2).toBeCloseTo(1, 1);
    expect(logNormal.variation).toBeCloseTo(0.5, 1);
    expect(random.logNormal(0.2, 0)).toBe(0.2);
  });
});
