/** Unit vectors, the same for the same seed; numbers from a 32-bit generator (mulberry32). */
export function randomVectors(count: number, dimension: number, seed = 1): Float32Array[] {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b_79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return Array.from({ length: count }, () => {
    const values = new Float32Array(dimension);
    for (let d = 0; d < dimension; d++) values[d] = next() + next() - 1;
    return unit(values);
  });
}

export function unit(values: Float32Array): Float32Array {
  const norm = Math.sqrt(dot(values, values));
  return values.map((value) => value / norm);
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
