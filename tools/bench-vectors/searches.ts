import type { VectorStore } from '@facerec/vector-store';
import type { SyntheticFaces } from './synthetic-faces';

export interface Searches {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the exact ten nearest, the part that was answered; 0..1. */
  readonly recall: number;
  /** Of the person's faces among them; the rest of the ten are strangers, all about as far away as each other. */
  readonly personRecall: number;
}

export const COLLECTION = 'bench';
const SEARCHES = 300;

/** One search after another, as the caller waits for it. */
export async function measureSearches(store: VectorStore, faces: SyntheticFaces): Promise<Searches> {
  const times: number[] = [];
  const ten = new Recall();
  const person = new Recall();
  for (let i = 0; i < Math.max(SEARCHES, faces.queryCount); i++) {
    const begin = performance.now();
    const matches = await store.query(COLLECTION, faces.query(i), { topK: 10 });
    times.push(performance.now() - begin);
    if (i >= faces.queryCount) continue;
    const answered = new Set(matches.map(({ id }) => id));
    ten.add(faces.exactTen(i), answered);
    person.add(faces.ofSamePerson(i), answered);
  }
  times.sort((a, b) => a - b);
  return { p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99), recall: ten.value, personRecall: person.value };
}

class Recall {
  private found = 0;
  private expected = 0;

  add(exact: ReadonlySet<string>, answered: ReadonlySet<string>): void {
    this.expected += exact.size;
    this.found += [...exact].filter((id) => answered.has(id)).length;
  }

  get value(): number {
    return this.found / this.expected;
  }
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number;
}
