/** One labelled pair; null when a photo has no face, which counts as an error whatever the threshold. */
export interface ScoredPair {
  readonly fold: number;
  readonly same: boolean;
  readonly cosine: number | null;
}

/** Each fold judged with the threshold that is best on the other folds (LFW's protocol). */
export function kFoldErrors(pairs: readonly ScoredPair[]): { readonly errors: number; readonly thresholds: readonly number[] } {
  const folds = [...new Set(pairs.map(({ fold }) => fold))].sort((a, b) => a - b);
  const thresholds = folds.map((fold) => bestThreshold(pairs.filter((pair) => pair.fold !== fold)));
  const wrong = pairs.filter(({ fold, same, cosine }) => cosine === null || same !== cosine > thresholds[folds.indexOf(fold)]!);
  return { errors: wrong.length, thresholds };
}

/**
 * The middle of the range of cosines that make at most one error more than the fewest possible: on a few hundred pairs
 * which single cosine is the very best is chance, and it moves by 0.06 from one set of pairs to the next.
 */
export function bestThreshold(pairs: readonly ScoredPair[]): number {
  const known = pairs.filter(({ cosine }) => cosine !== null).sort((a, b) => a.cosine! - b.cosine!);
  const gaps = [...known.keys(), known.length].map((index) => [known[index - 1]?.cosine ?? -1, known[index]?.cosine ?? 1] as const);
  // Below the lowest cosine every pair is taken for the same person; each gap further up refuses one pair more.
  let errors = known.filter(({ same }) => !same).length;
  const errorsIn = gaps.map((_, index) => (errors += index === 0 ? 0 : known[index - 1]!.same ? 1 : -1));
  const good = gaps.filter((_, index) => errorsIn[index]! <= Math.min(...errorsIn) + 1);
  return (good[0]![0] + good.at(-1)![1]) / 2;
}

/** Cosine that at most `far` of the impostors exceed. `impostors` is sorted upwards. */
export function cosineAtFar(impostors: Float32Array, far: number): number {
  return impostors[impostors.length - 1 - Math.floor(far * impostors.length)] ?? 1;
}

/** Fraction of the genuine pairs above the cosine. */
export function trueAcceptRate(genuine: readonly (number | null)[], cosine: number): number {
  return genuine.filter((value) => value !== null && value > cosine).length / genuine.length;
}
