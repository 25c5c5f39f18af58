import { clampCosine, cosineOf, similarityOf } from './similarity';

describe('similarity', () => {
  it.each([[-1, 0], [0, 0.5], [0.45, 0.725], [0.6, 0.8], [1, 1]])('puts cosine %d at %d', (cosine, similarity) => {
    expect(similarityOf(cosine)).toBeCloseTo(similarity, 12);
    expect(cosineOf(similarity)).toBeCloseTo(cosine, 12);
  });

  it('stays within 0..1 when rounding carries a cosine over 1', () => {
    expect(similarityOf(1.0000001)).toBe(1);
    expect(clampCosine(-1.0000001)).toBe(-1);
  });
});
