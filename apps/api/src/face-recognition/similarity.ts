/** The API's one scale for likeness: 0..1, linear in the cosine. */
export function similarityOf(cosine: number): number {
  return (clampCosine(cosine) + 1) / 2;
}

/** The cosine (-1..1) that a similarity (0..1) stands for. */
export function cosineOf(similarity: number): number {
  return similarity * 2 - 1;
}

/** Two equal unit vectors of float32 may have a cosine of 1.0000001. */
export function clampCosine(cosine: number): number {
  return Math.min(1, Math.max(-1, cosine));
}
