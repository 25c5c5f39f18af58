import { Random } from './random';
import { aSmallFleet } from './testing/small-fleet';
import { VectorWrites } from './vector-writes';

describe('VectorWrites', () => {
  it('takes so many requests a second in each namespace and refuses the rest', () => {
    const writes = new VectorWrites(new Random(1), { requestsPerSecond: 100, collections: 2 });
    const takenAt = (now: number, namespace: number) => Array.from({ length: 300 }, () => writes.tryWrite(namespace, now)).filter(Boolean).length;
    expect([takenAt(0, 0), takenAt(0, 1), takenAt(0.5, 0), takenAt(10, 0)]).toEqual([100, 100, 50, 100]);
    expect(writes.refused).toBe(200 + 200 + 250 + 200);
  });

  it('pauses longer and longer, at random, and gives up after the eighth try', () => {
    const writes = new VectorWrites(new Random(1), { requestsPerSecond: 1, collections: 1 });
    expect(writes.pauseAfter(1)).toBeLessThan(0.25);
    expect(writes.pauseAfter(7)).toBeLessThan(8);
    expect(writes.pauseAfter(8)).toBeUndefined();
  });

  it('holds an indexer down to its limit without losing a photo', () => {
    const { queue, fleet, events } = aSmallFleet({ photosInHand: 40, secondsInHand: () => 0.2, requestsPerSecond: 50 });
    fleet.start();
    queue.send(5000);
    events.run();
    expect(queue).toMatchObject({ deleted: 5000, dead: 0 });
    expect(5000 / fleet.lastDoneAt).toBeGreaterThan(45);
    expect(5000 / fleet.lastDoneAt).toBeLessThan(51);
  });
});
