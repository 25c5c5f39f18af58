import { exceeds, falseMatchShare, goodUpTo, SIZE_LIMITS, type SizeLimit } from './size-limits';
import { aTable } from './testing/tables';
import { bottlenecks, throughputLimits } from './throughput-limits';

describe('throughputLimits', () => {
  const limits = throughputLimits(aTable({ max_tasks: 40 }), 0.05);
  const of = (part: string) => limits.find((limit) => limit.part === part)?.imagesPerSecond;

  it('computes each part from the table and the facts, the tightest first', () => {
    expect(of('indexer CPU')).toBe(800);
    expect(of('Pinecone, upsert requests')).toBe(1600);
    expect(limits.map(({ imagesPerSecond }) => imagesPerSecond)).toEqual(limits.map(({ imagesPerSecond }) => imagesPerSecond).sort((a, b) => a - b));
  });

  it('names what cannot keep up on the way of queued photos', () => {
    expect(bottlenecks(limits, 10)).toEqual([]);
    expect(bottlenecks(limits, 1000)).toEqual(['indexer CPU']);
    expect(bottlenecks(limits, 1700)).toEqual(['indexer CPU', 'Pinecone, upsert requests', 'Postgres writes']);
  });
});

describe('size limits', () => {
  const limit = (part: string) => SIZE_LIMITS.find((one) => one.part === part) as SizeLimit;

  it('read false matches off between the measured points, on a logarithmic scale', () => {
    expect(falseMatchShare(0.405)).toBeCloseTo(1e-4, 12);
    expect(falseMatchShare(0.442)).toBeCloseTo(10 ** -4.5, 9);
    expect(falseMatchShare(0.479)).toBeCloseTo(1e-5, 12);
  });

  it('tell up to how many faces a part does its job', () => {
    expect(goodUpTo(limit('embedded: memory')) / 2 ** 25).toBeCloseTo(1, 2);
    expect(goodUpTo(limit('Pinecone: storage'))).toBe(Infinity);
    expect(exceeds(limit('Pinecone: searches'), 10e6)).toBe(false);
    expect(exceeds(limit('Pinecone: searches'), 100e6)).toBe(true);
  });
});
