import type { VectorStore } from '@facerec/vector-store';
import { COLLECTION } from './searches';
import type { SyntheticFaces } from './synthetic-faces';

const BATCH = 2000;

/** Writes all rows, or those from one to before another; the answer is rows a second of the writes alone. */
export async function fill(store: VectorStore, faces: SyntheticFaces, from = 0, to = faces.rows): Promise<number> {
  let writingMs = 0;
  for (let start = from; start < to; start += BATCH) {
    const records = faces.batch(start, Math.min(BATCH, to - start));
    faces.compare(records);
    const begin = performance.now();
    await store.upsert(COLLECTION, records);
    writingMs += performance.now() - begin;
  }
  return (1000 * (to - from)) / writingMs;
}

/** Median of writing ten rows again, as a second attempt at one image does: its records differ in their time. */
export async function measureSmallUpserts(store: VectorStore, faces: SyntheticFaces): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 100; i++) {
    const records = faces.batch((i * 10) % Math.max(1, faces.rows - 10), 10).map((record) => ({ ...record, metadata: { ...record.metadata, created_at: `${i}` } }));
    const begin = performance.now();
    await store.upsert(COLLECTION, records);
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[50] as number;
}
