import { messageBatches } from './message-batches';

const sizesOf = (bodies: string[]) => [...messageBatches(bodies)].map((batch) => batch.length);

describe('messageBatches', () => {
  it('puts at most ten messages in a batch, in order, with ids that differ', () => {
    const bodies = Array.from({ length: 23 }, (_, index) => `m${index}`);
    const batches = [...messageBatches(bodies)];
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 3]);
    expect(batches.flat().map((entry) => entry.MessageBody)).toEqual(bodies);
    expect(new Set(batches[0]?.map((entry) => entry.Id)).size).toBe(10);
  });

  it('keeps a batch within 256 KiB, counted in bytes', () => {
    const hundredKiB = 'é'.repeat(50 * 1024);
    expect(sizesOf([hundredKiB, hundredKiB, hundredKiB])).toEqual([2, 1]);
    expect(sizesOf(['x'.repeat(128 * 1024), 'x'.repeat(128 * 1024), 'x'])).toEqual([2, 1]);
  });

  it('makes no batch of nothing', () => {
    expect(sizesOf([])).toEqual([]);
  });
});
