import type { VectorRecord } from '@facerec/vector-store';

export const DIMENSION = 512;
const FACES_A_PERSON = 5;
/** Two photos of a person then have a cosine near 0.5. */
const NOISE = 1;
/**
 * Each dimension's deviation: they fall off, so that strangers' cosines have one of 0.107, as those of the compact pack on LFW (FAR 0.001 at
 * 0.332). With all alike it would be 0.044: an index that leads from neighbour to neighbour has nothing to go by there, and faces are not so.
 */
const DEVIATIONS = Float64Array.from({ length: DIMENSION }, (_, d) => Math.exp(-d / 87));

interface Nearest {
  readonly id: string;
  readonly cosine: number;
}

/** The same rows at every run; while they pass, the exact ten nearest of every query are kept. */
export class SyntheticFaces {
  private readonly queries: Float32Array[];
  private readonly nearest: Nearest[][];

  constructor(readonly rows: number, queries: number) {
    // Queries are further photos of persons spread over the collection.
    this.nearest = Array.from({ length: queries }, () => []);
    this.queries = this.nearest.map((_, i) => faceOf(this.personOf(i), 10_000_000 + i));
  }

  get queryCount(): number {
    return this.queries.length;
  }

  query(index: number): Float32Array {
    return this.queries[index % this.queries.length] as Float32Array;
  }

  exactTen(index: number): ReadonlySet<string> {
    return new Set(this.nearest[index]?.map(({ id }) => id));
  }

  /** Those of the query's ten nearest that show its person. */
  ofSamePerson(index: number): ReadonlySet<string> {
    const first = this.personOf(index) * FACES_A_PERSON;
    const ids = new Set(Array.from({ length: FACES_A_PERSON }, (_, photo) => idOf(first + photo)));
    return new Set([...this.exactTen(index)].filter((id) => ids.has(id)));
  }

  batch(start: number, count: number): VectorRecord[] {
    return Array.from({ length: Math.min(count, this.rows - start) }, (_, i) => this.record(start + i));
  }

  /** Called once for every row that is in the collection. */
  compare(records: readonly VectorRecord[]): void {
    this.queries.forEach((query, q) => {
      const nearest = this.nearest[q] as Nearest[];
      for (const { id, values } of records) {
        const cosine = dot(query, values);
        if (nearest.length === 10 && cosine <= (nearest[9] as Nearest).cosine) continue;
        nearest.push({ id, cosine });
        nearest.sort((a, b) => b.cosine - a.cosine);
        nearest.length = Math.min(10, nearest.length);
      }
    });
  }

  private personOf(query: number): number {
    return Math.floor((query * this.rows) / this.nearest.length / FACES_A_PERSON);
  }

  private record(row: number): VectorRecord {
    const id = idOf(row);
    const image_key = `albums/synthetic/${Math.floor(row / 3)}.jpg`;
    return { id, values: faceOf(Math.floor(row / FACES_A_PERSON), row), metadata: { face_id: id, image_key, bucket: 'photos', confidence: 0.9, schema: 2 } };
  }
}

function idOf(row: number): string {
  return `00000000-0000-5000-8000-${((row * 2_654_435_761) % 2 ** 48).toString(16).padStart(12, '0')}`;
}

function faceOf(person: number, photo: number): Float32Array {
  const base = random(person * 2 + 1);
  const noise = random(photo * 2 + 2);
  const values = Float32Array.from(DEVIATIONS, (deviation) => deviation * (base() + NOISE * noise()));
  const norm = Math.sqrt(dot(values, values));
  return values.map((value) => value / norm);
}

/** Sum of two uniform numbers, from a 32-bit xorshift generator. */
function random(seed: number): () => number {
  let state = Math.imul(seed, 0x9e37_79b1) | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
  for (let i = 0; i < 8; i++) next();
  return () => next() + next();
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
