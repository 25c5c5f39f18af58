import type { CollectionRows } from './collection-rows.ts';
import type { ScanMatch, ScanQuery } from './protocol.ts';
import { MAX_CANDIDATES } from './scan-memory.ts';
import type { Candidate, Scanner } from './scanner.ts';
import type { VectorDatabase } from './vector-database.ts';

export interface Searched {
  readonly database: VectorDatabase;
  readonly scanner: Scanner;
  readonly rows: CollectionRows;
  /** Only these, when given. */
  readonly slots?: readonly number[] | undefined;
}

interface Ranked {
  readonly row: number;
  readonly cosine: number;
}

/**
 * Takes the best int8 candidates and decides among them in float32. When a row left out could still belong to the
 * answer (many near-duplicates), it asks for more, up to MAX_CANDIDATES.
 */
export function rerank({ database, scanner, rows, slots }: Searched, query: ScanQuery): ScanMatch[] {
  for (let wanted = Math.min(Math.max(64, 4 * query.topK), MAX_CANDIDATES); ; wanted = Math.min(4 * wanted, MAX_CANDIDATES)) {
    const candidates = slots === undefined
      ? scanner.scan(rows, query.vector, wanted)
      : scanner.scanSlots(rows, query.vector, { wanted, slots });
    const ranked = rank(database, rows, { candidates, query });
    const lastMatch = ranked[query.topK - 1]?.cosine ?? query.minCosine ?? -1;
    const bestLeftOut = (candidates.at(-1)?.score ?? -1) + scanner.margin(rows);
    if (candidates.length < wanted || bestLeftOut < lastMatch || wanted === MAX_CANDIDATES) return best(database, ranked, query.topK);
  }
}

function rank(database: VectorDatabase, rows: CollectionRows, { candidates, query }: { candidates: readonly Candidate[]; query: ScanQuery }): Ranked[] {
  const lowest = query.minCosine ?? -1;
  return candidates
    .map(({ slot }) => rows.row(slot))
    .map((row) => ({ row, cosine: cosine(query.vector, floats(database.vector(row))) }))
    .filter((ranked) => ranked.cosine >= lowest)
    .sort((a, b) => b.cosine - a.cosine);
}

/** The first topK, equal cosines by id; only those in question have their id and metadata read. */
function best(database: VectorDatabase, ranked: readonly Ranked[], topK: number): ScanMatch[] {
  const last = ranked[Math.min(topK, ranked.length) - 1]?.cosine ?? 1;
  const matches = ranked.filter(({ cosine }) => cosine >= last).map(({ row, cosine }) => ({ ...database.record(row), cosine }));
  return matches.sort((a, b) => b.cosine - a.cosine || (a.id < b.id ? -1 : 1)).slice(0, topK);
}

function floats(bytes: Buffer): Float32Array {
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/** Of unit vectors; rounding may exceed 1. */
function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return Math.max(-1, Math.min(1, sum));
}
