import type { PackedRecords } from '../protocol.ts';
import { randomVectors } from './random-vectors.ts';

export const APPENDED_COLLECTION = 'appended';
export const APPENDED_DIMENSION = 32;
const RECORDS = 10;

/** What append-records.ts writes as one upsert. */
export function appendedBatch(run: string, batch: number): PackedRecords {
  const vectors = randomVectors(RECORDS, APPENDED_DIMENSION, 1000 * Number(run) + batch);
  const values = new Float32Array(RECORDS * APPENDED_DIMENSION);
  vectors.forEach((vector, i) => values.set(vector, i * APPENDED_DIMENSION));
  return {
    ids: vectors.map((_, i) => `${run}-${batch}-${i}`),
    metadata: vectors.map(() => JSON.stringify({ run, batch })),
    values,
  };
}
