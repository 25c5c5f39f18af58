import type { VectorStore } from '@facerec/vector-store';
import type { SyntheticFaces } from './synthetic-faces';

export interface Searches {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the exact ten nearest, the part that was answered; 0..1. */
  readonly recall: number;
}

export const COLLECTION = 'bench';
const SEARCHES = 300;

/** One search after another, as the caller waits for it. */
export async function measureSearches(store: VectorStore, faces: SyntheticFaces): Promise<Searches> {
  const times: number[] = [];
  let found = 0;
  let expected = 0;
  for (let i = 0; i < Math.max(SEARCHES, faces.queryCount); i++) {
    const begin = performance.now();
    const matches = await store.query(COLLECTION, faces.query(i), { topK: 10 });
    times.push(performance.now() - begin);
    if (i >= faces.queryCount) continue;
    const exact = faces.exactTen(i);
    expected += exact.size;
    found += matches.filter(({ id }) => exact.has(id)).length;
  }
  times.sort((a, b) => a - b);
  return { p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99), recall: found / expected };
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number;
}
