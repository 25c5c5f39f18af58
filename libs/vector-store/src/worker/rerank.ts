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
 * Takes the best int8 candidates and decides among them in float32, until no further one could belong to the answer. When
 * all of them could (many near-duplicates), it asks for more, up to MAX_CANDIDATES.
 */
export function rerank(searched: Searched, query: ScanQuery): ScanMatch[] {
  const { scanner, rows, slots, database } = searched;
  for (let wanted = Math.min(Math.max(64, 4 * query.topK), MAX_CANDIDATES); ; wanted = Math.min(4 * wanted, MAX_CANDIDATES)) {
    const candidates = slots === undefined
      ? scanner.scan(rows, query.vector, { wanted, minCosine: query.minCosine })
      : scanner.scanSlots(rows, query.vector, { wanted, minCosine: query.minCosine, slots });
    const { ranked, complete } = rank(searched, candidates, query);
    if (complete || candidates.length < wanted || wanted === MAX_CANDIDATES) return best(database, ranked, query);
  }
}

/** Best first. Complete when the candidates left out, being further away than the margin, cannot belong to the answer. */
function rank({ database, scanner, rows }: Searched, candidates: readonly Candidate[], query: ScanQuery): { ranked: Ranked[]; complete: boolean } {
  const margin = scanner.margin(rows);
  const ranked: Ranked[] = [];
  for (const { slot, score } of candidates) {
    const worstMatch = Math.max(query.minCosine ?? -1, ranked[query.topK - 1]?.cosine ?? -1);
    if (score + margin < worstMatch) return { ranked, complete: true };
    const row = rows.row(slot);
    insert(ranked, { row, cosine: cosine(query.vector, floats(database.vector(row))) });
  }
  return { ranked, complete: false };
}

/** From the end, since candidates come nearly in order. */
function insert(ranked: Ranked[], next: Ranked): void {
  let position = ranked.length;
  while (position > 0 && (ranked[position - 1] as Ranked).cosine < next.cosine) position--;
  ranked.splice(position, 0, next);
}

/** The first topK, equal cosines by id; only those in question have their id and metadata read. */
function best(database: VectorDatabase, ranked: readonly Ranked[], { topK, minCosine = -1 }: ScanQuery): ScanMatch[] {
  const worst = Math.max(minCosine, ranked[topK - 1]?.cosine ?? -1);
  const matches = ranked.filter(({ cosine }) => cosine >= worst).map(({ row, cosine }) => ({ ...database.record(row), cosine }));
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
