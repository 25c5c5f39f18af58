import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scanner } from './scanner.ts';
import { dot, randomVectors, unit } from './testing/random-vectors.ts';
import { VectorEngine } from './vector-engine.ts';

const DIMENSION = 64;

describe('VectorEngine', () => {
  let directory: string;
  let engine: VectorEngine;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'vectors-'));
    engine = open();
  });
  afterEach(() => {
    engine.close();
    rmSync(directory, { recursive: true });
  });

  it('answers what an exhaustive float32 search answers', () => {
    const vectors = randomVectors(3000, DIMENSION);
    write(engine, vectors);
    for (const query of randomVectors(20, DIMENSION, 2)) expect(topTen(query)).toEqual(exhaustive(vectors, query));
  });

  it('misses none of more near-duplicates than it reranks at first', () => {
    const [person] = randomVectors(1, DIMENSION, 5) as [Float32Array];
    const vectors = randomVectors(2000, DIMENSION).map((noise) => unit(person.map((value, d) => value + 0.02 * (noise[d] as number))));
    write(engine, vectors);
    expect(topTen(person)).toEqual(exhaustive(vectors, person));
  });

  it('orders a crowd of equal vectors by id', () => {
    const [person] = randomVectors(1, DIMENSION, 5) as [Float32Array];
    write(engine, Array.from({ length: 500 }, () => person));
    expect(topTen(person)).toEqual(Array.from({ length: 500 }, (_, i) => `r${i}`).sort().slice(0, 10));
  });

  it('is exact among what a filter leaves, be it few rows or many', () => {
    const vectors = randomVectors(2000, DIMENSION);
    write(engine, vectors, (i) => ({ even: i % 2 === 0, hundred: i % 100 }));
    for (const query of randomVectors(5, DIMENSION, 3)) {
      expect(topTen(query, { even: true })).toEqual(exhaustive(vectors, query, (i) => i % 2 === 0));
      expect(topTen(query, { hundred: 7 })).toEqual(exhaustive(vectors, query, (i) => i % 100 === 7));
    }
  });

  it('sees what another connection wrote, replaced and deleted', () => {
    const other = open();
    const vectors = randomVectors(50, DIMENSION);
    write(engine, vectors.slice(0, 40));
    const [query] = randomVectors(1, DIMENSION, 4) as [Float32Array];
    expect(topTen(query)).toEqual(exhaustive(vectors.slice(0, 40), query));
    write(other, vectors);
    other.deleteByIds('c', ['r3', 'r45']);
    other.upsert('c', packed([['r7', query]]));
    vectors[7] = query;
    expect(topTen(query)).toEqual(exhaustive(vectors, query, (i) => i !== 3 && i !== 45));
    other.close();
  });

  it('reads a collection again when the deletions it missed are no longer listed', () => {
    const other = open();
    const [keep] = randomVectors(1, DIMENSION, 6) as [Float32Array];
    const ids = Array.from({ length: 41_000 }, (_, i) => `d${i}`);
    other.upsert('c', packed([['keep', keep], ...ids.slice(0, 100).map((id): [string, Float32Array] => [id, keep])]));
    expect(engine.query('c', { vector: keep, topK: 200 })).toHaveLength(101);
    const values = new Float32Array(ids.length * DIMENSION).fill(0.01);
    other.upsert('c', { ids, metadata: ids.map(() => '{}'), values });
    other.deleteByIds('c', ids);
    expect(engine.query('c', { vector: keep, topK: 200 }).map(({ id }) => id)).toEqual(['keep']);
    other.close();
  });

  it('finishes at the next start the removal of a collection that was interrupted', async () => {
    write(engine, randomVectors(3000, DIMENSION));
    const removal = engine.deleteCollection('c');
    engine.close();
    await removal;
    engine = open();
    expect(engine.count('c')).toBe(0);
    await engine.purge();
    write(engine, randomVectors(1, DIMENSION));
    expect(engine.count('c')).toBe(1);
  });

  it('uses the memory of deleted collections again', async () => {
    const vectors = randomVectors(3000, DIMENSION);
    const bytes: number[] = [];
    const other = open();
    for (let round = 0; round < 3; round++) {
      write(engine, vectors);
      expect(topTen(vectors[0] as Float32Array)).toHaveLength(10);
      bytes.push((Reflect.get(engine, 'scanner') as Scanner).space.memory.buffer.byteLength);
      await (round === 0 ? engine : other).deleteCollection('c');
    }
    other.close();
    expect(new Set(bytes).size).toBe(1);
  });

  function open(): VectorEngine {
    return new VectorEngine({ directory, dimension: DIMENSION });
  }

  function topTen(vector: Float32Array, filter?: Record<string, number | boolean>): string[] {
    return engine.query('c', { vector, topK: 10, filter }).map(({ id }) => id);
  }
});

function write(engine: VectorEngine, vectors: readonly Float32Array[], metadata: (i: number) => object = () => ({})): void {
  engine.upsert('c', { ...packed(vectors.map((vector, i) => [`r${i}`, vector])), metadata: vectors.map((_, i) => JSON.stringify(metadata(i))) });
}

function packed(records: readonly (readonly [id: string, vector: Float32Array])[]) {
  const values = new Float32Array(records.length * DIMENSION);
  records.forEach(([, vector], i) => values.set(vector, i * DIMENSION));
  return { ids: records.map(([id]) => id), metadata: records.map(() => '{}'), values };
}

function exhaustive(vectors: readonly Float32Array[], query: Float32Array, among: (i: number) => boolean = () => true): string[] {
  const ranked = vectors.map((vector, i) => ({ i, cosine: dot(query, vector) })).filter(({ i }) => among(i));
  return ranked.sort((a, b) => b.cosine - a.cosine).slice(0, 10).map(({ i }) => `r${i}`);
}
