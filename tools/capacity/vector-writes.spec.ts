import { aSmallFleet } from './testing/small-fleet';
import { VectorWrites } from './vector-writes';

describe('VectorWrites', () => {
  it('takes so many requests a second in each namespace and refuses the rest', () => {
    const writes = new VectorWrites({ requestsPerSecond: 100, collections: 2, secondsOfRequest: 0 });
    const takenAt = (now: number, namespace: number) => Array.from({ length: 300 }, () => writes.tryWrite(namespace, 1, now)).filter(Boolean).length;
    expect([takenAt(0, 0), takenAt(0, 1), takenAt(0.5, 0), takenAt(10, 0)]).toEqual([100, 100, 50, 100]);
    expect(writes).toMatchObject({ requests: 350, refused: 200 + 200 + 250 + 200 });
  });

  it('counts five write units for a request at least, and one for each KB', () => {
    const writes = new VectorWrites({ requestsPerSecond: 100, collections: 1, secondsOfRequest: 0 });
    writes.tryWrite(0, 1, 0);
    expect(writes.writeUnits).toBe(5);
    writes.tryWrite(0, 10, 0);
    expect(writes.writeUnits).toBeCloseTo(5 + 34.45, 10);
  });
});

describe('the writes of an indexer', () => {
  it('go one request at a time into a collection, with all the photos that wait', () => {
    const { queue, fleet, events, vectors } = aSmallFleet({ photosInHand: 10, photosAtWork: 2, secondsAtWork: () => 0.1, secondsOfRequest: 0.2 });
    fleet.start();
    queue.send(100);
    events.run();
    expect(queue.deleted).toBe(100);
    expect(vectors.requests).toBeLessThan(100 / 3);
    expect(fleet.lastDoneAt).toBeLessThan(100 * 0.05 + 0.5);
  });

  it('keep their distance when they are refused, without losing a photo', () => {
    const { queue, fleet, events, vectors } = aSmallFleet({ photosInHand: 40, secondsAtWork: () => 0.2, requestsPerSecond: 5 });
    fleet.start();
    queue.send(20_000);
    events.run();
    expect(queue).toMatchObject({ deleted: 20_000, dead: 0 });
    expect(vectors.requests / fleet.lastDoneAt).toBeLessThan(5.1);
    expect(vectors.refused).toBeLessThan(vectors.requests / 2);
    expect(20_000 / fleet.lastDoneAt).toBeGreaterThan(0.7 * 5 * 40);
  });

  it('give photos back that were refused for half a minute', () => {
    const { queue, fleet, events } = aSmallFleet({ requestsPerSecond: 0.001, maxReceiveCount: 2 });
    fleet.start();
    queue.send(3);
    events.run();
    expect(queue.deleted + queue.dead).toBe(3);
    expect(queue.deliveries).toBeGreaterThan(3);
  });
});
