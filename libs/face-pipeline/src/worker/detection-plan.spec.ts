import { leastNorm } from './detection-plan';

describe('leastNorm', () => {
  const thresholds = { leastAt16: 1.8, leastAt64: 2.4, sure: 3 };

  it.each([[8, 1.8], [16, 1.8], [32, 2.1], [64, 2.4], [500, 2.4]])('asks of a face %i pixels high for %f', (height, norm) => {
    expect(leastNorm(height, thresholds)).toBeCloseTo(norm);
  });

  it('asks for nothing where the pack knows nothing', () => {
    expect(leastNorm(100, undefined)).toBe(0);
  });
});
