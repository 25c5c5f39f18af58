import { CollectionRows } from './collection-rows.ts';
import { Scanner } from './scanner.ts';
import { dot, randomVectors, unit } from './testing/random-vectors.ts';

const nothingToReclaim = () => false;

function load(scanner: Scanner, vectors: readonly Float32Array[]): CollectionRows {
  const rows = new CollectionRows(scanner.space);
  vectors.forEach((vector, row) => rows.put(row, bytesOf(vector)));
  return rows;
}

function bytesOf(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

function rankedExactly(vectors: readonly Float32Array[], query: Float32Array): { row: number; cosine: number }[] {
  return vectors.map((vector, row) => ({ row, cosine: dot(query, vector) })).sort((a, b) => b.cosine - a.cosine);
}

describe('Scanner', () => {
  it.each([8, 40, 512])('scores every row within its margin of the cosine, in %i dimensions', (dimension) => {
    const vectors = randomVectors(700, dimension);
    const scanner = new Scanner(dimension, nothingToReclaim);
    const rows = load(scanner, vectors);
    const [query] = randomVectors(1, dimension, 99) as [Float32Array];
    const candidates = scanner.scan(rows, query, { wanted: 1000 });
    expect(new Set(candidates.map(({ slot }) => slot)).size).toBe(700);
    const errors = candidates.map(({ slot, score }) => Math.abs(score - dot(query, vectors[rows.row(slot)] as Float32Array)));
    expect(Math.max(...errors)).toBeLessThan(scanner.margin(rows));
  });

  it('keeps the margin for vectors with a single large value', () => {
    const vectors = randomVectors(300, 64).map((vector, i) => unit(vector.map((value, d) => (d === i % 64 ? 30 : value))));
    const scanner = new Scanner(64, nothingToReclaim);
    const rows = load(scanner, vectors);
    const query = vectors[5] as Float32Array;
    const errors = scanner.scan(rows, query, { wanted: 300 }).map(({ slot, score }) => Math.abs(score - dot(query, vectors[rows.row(slot)] as Float32Array)));
    expect(Math.max(...errors)).toBeLessThan(scanner.margin(rows));
  });

  it('keeps exactly the best scores, best first', () => {
    const scanner = new Scanner(32, nothingToReclaim);
    const rows = load(scanner, randomVectors(5000, 32));
    const [query] = randomVectors(1, 32, 7) as [Float32Array];
    const all = scanner.scan(rows, query, { wanted: 5000 });
    for (const wanted of [1, 2, 63, 1000]) {
      expect(scanner.scan(rows, query, { wanted }).map(({ score }) => score)).toEqual(all.slice(0, wanted).map(({ score }) => score));
    }
    expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).sort((a, b) => b - a));
  });

  it('keeps all that may have the least cosine that is asked for, and none that cannot', () => {
    const vectors = randomVectors(3000, 64);
    const scanner = new Scanner(64, nothingToReclaim);
    const rows = load(scanner, vectors);
    const [query] = randomVectors(1, 64, 8) as [Float32Array];
    for (const minCosine of [-1, 0, 0.1, 0.3, 0.9]) {
      const kept = scanner.scan(rows, query, { wanted: 3000, minCosine }).map(({ slot }) => rows.row(slot));
      const margin = scanner.margin(rows);
      const all = rankedExactly(vectors, query);
      expect(kept).toEqual(expect.arrayContaining(all.filter(({ cosine }) => cosine >= minCosine).map(({ row }) => row)));
      expect(all.filter(({ cosine }) => cosine < minCosine - 2 * margin).filter(({ row }) => kept.includes(row))).toEqual([]);
      const slots = vectors.map((_, slot) => slot);
      expect(scanner.scanSlots(rows, query, { wanted: 3000, minCosine, slots }).map(({ slot }) => rows.row(slot))).toEqual(kept);
    }
  });

  it('scores the listed slots as the whole scan does', () => {
    const scanner = new Scanner(512, nothingToReclaim);
    const rows = load(scanner, randomVectors(600, 512));
    const [query] = randomVectors(1, 512, 3) as [Float32Array];
    const slots = Array.from({ length: 200 }, (_, i) => 3 * i);
    const expected = scanner.scan(rows, query, { wanted: 600 }).filter(({ slot }) => slot % 3 === 0);
    expect(scanner.scanSlots(rows, query, { wanted: 600, slots })).toEqual(expected);
    expect(scanner.scanSlots(rows, query, { wanted: 5, slots })).toEqual(expected.slice(0, 5));
  });

  const [person] = randomVectors(1, 512, 21) as [Float32Array];
  const signs = (vector: Float32Array) => unit(vector.map(Math.sign));
  const nearTo = (vector: Float32Array) => randomVectors(6000, 512, 5).map((noise, i) => unit(vector.map((value, d) => value + (i / 6000) * (noise[d] as number))));
  it.each([
    ['strangers', randomVectors(6000, 512, 4), person],
    ['many photos of one person', nearTo(person), person],
    ['vectors of equal magnitudes, of which half a code tells least', nearTo(signs(person)).map(signs), signs(person)],
    ['the opposite of what is looked for', nearTo(person), person.map((value) => -value)],
  ])('leaves none out by half of its code: %s', (_, vectors, query) => {
    const scanner = new Scanner(512, nothingToReclaim);
    const rows = load(scanner, vectors);
    // Listed slots are scored by all of their codes.
    for (const wanted of [1, 64, 500]) {
      expect(scanner.scan(rows, query, { wanted })).toEqual(scanner.scanSlots(rows, query, { wanted, slots: vectors.map((__, slot) => slot) }));
    }
  });

  it('follows replaced and deleted rows', () => {
    const vectors = randomVectors(1200, 512);
    const scanner = new Scanner(512, nothingToReclaim);
    const rows = load(scanner, vectors);
    const replaced = randomVectors(100, 512, 55);
    replaced.forEach((vector, i) => { vectors[7 * i] = vector; rows.put(7 * i, bytesOf(vector)); });
    const deleted = new Set(Array.from({ length: 700 }, (_, i) => (i * 11) % 1200));
    deleted.forEach((row) => rows.delete(row));
    rows.delete(99_999);
    const [query] = randomVectors(1, 512, 8) as [Float32Array];
    const found = scanner.scan(rows, query, { wanted: 1200 }).map(({ slot }) => rows.row(slot));
    expect(new Set(found)).toEqual(new Set(vectors.map((_, row) => row).filter((row) => !deleted.has(row))));
    const best = rankedExactly(vectors, query).find(({ row }) => !deleted.has(row));
    expect(found.slice(0, 3)).toContain(best?.row);
  });

  it('gives the memory of a cleared collection to the next', () => {
    const scanner = new Scanner(512, nothingToReclaim);
    const vectors = randomVectors(600, 512);
    const first = load(scanner, vectors);
    const bytes = scanner.space.memory.buffer.byteLength;
    first.clear();
    load(scanner, vectors);
    expect(scanner.space.memory.buffer.byteLength).toBe(bytes);
  });
});
