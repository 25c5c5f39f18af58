import { bestThreshold, cosineAtFar, kFoldErrors, trueAcceptRate, type ScoredPair } from './verification';

const pair = (fold: number, same: boolean, cosine: number | null): ScoredPair => ({ fold, same, cosine });
const pairs = (fold: number, same: boolean, cosines: readonly number[]): ScoredPair[] => cosines.map((cosine) => pair(fold, same, cosine));

describe('verification', () => {
  it('judges each fold with the threshold of the others', () => {
    const strict = [...pairs(0, true, [0.8, 0.81, 0.82]), ...pairs(0, false, [0.4, 0.41, 0.42])];
    const lenient = [...pairs(1, true, [0.55, 0.56, 0.57]), ...pairs(1, false, [0.1, 0.11, 0.12])];
    // At fold 1's threshold (0.11 + 0.56) / 2 every impostor of fold 0 passes; at fold 0's everyone of fold 1 is refused.
    expect(kFoldErrors([...strict, ...lenient])).toEqual({ errors: 6, thresholds: [expect.closeTo(0.335), expect.closeTo(0.61)] });
  });

  it('counts a pair with a faceless photo as an error', () => {
    const clean = [0, 1].flatMap((fold) => [...pairs(fold, true, [0.8, 0.9]), ...pairs(fold, false, [0, 0.1])]);
    expect(kFoldErrors(clean).errors).toBe(0);
    expect(kFoldErrors([...clean, pair(0, false, null)]).errors).toBe(1);
  });

  it('puts the threshold in the middle of the cosines that make at most one error more than the fewest', () => {
    const known = [...pairs(0, false, [0, 0.1, 0.2]), ...pairs(0, true, [0.5, 0.6, 0.7])];
    expect(bestThreshold(known)).toBeCloseTo((0.1 + 0.6) / 2);
  });

  it('finds the cosine that a given fraction of impostors exceeds', () => {
    const impostors = Float32Array.from({ length: 1000 }, (_, index) => index / 1000);
    expect(cosineAtFar(impostors, 0.01)).toBeCloseTo(0.989);
    expect(impostors.filter((cosine) => cosine > cosineAtFar(impostors, 0.01))).toHaveLength(10);
    expect(cosineAtFar(impostors, 0)).toBeCloseTo(0.999);
    expect(trueAcceptRate([0.9, 0.2, null, 0.99], 0.5)).toBe(0.5);
  });
});
