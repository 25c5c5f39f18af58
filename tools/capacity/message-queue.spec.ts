import { aSmallFleet } from './testing/small-fleet';

describe('MessageQueue', () => {
  it('delivers in order and counts what is visible, in flight and done', () => {
    const { queue } = aSmallFleet();
    queue.send(3);
    expect([queue.receive(), queue.receive()]).toEqual([0, 1]);
    queue.delete(0);
    expect(queue).toMatchObject({ visible: 1, inFlight: 1, deleted: 1, unfinished: 2 });
  });

  it('shows the age of the oldest message that is not deleted, in flight or not', () => {
    const { queue, events } = aSmallFleet();
    queue.send(1);
    events.schedule(10, () => queue.send(1));
    events.run();
    queue.receive();
    expect(queue.oldestAge()).toBe(10);
    queue.delete(0);
    expect(queue.oldestAge()).toBe(0);
  });

  it('makes a message visible again after its time, and dead after too many deliveries', () => {
    const { queue, events } = aSmallFleet({ maxReceiveCount: 2 });
    queue.send(1);
    for (let delivery = 1; delivery <= 2; delivery++) {
      expect(queue.receive()).toBe(0);
      queue.giveBack(0, 30);
      expect(queue).toMatchObject({ visible: 0, inFlight: 1 });
      events.run();
      expect(queue).toMatchObject({ visible: 1, inFlight: 0 });
    }
    expect(queue.receive()).toBeUndefined();
    expect(queue).toMatchObject({ dead: 1, unfinished: 0, visible: 0 });
  });

  it('delivers now and then twice, and counts the message as done once', () => {
    const { queue, fleet, events } = aSmallFleet({ duplicates: 0.2 });
    fleet.start();
    queue.send(1000);
    events.run();
    expect(queue.deliveries).toBeGreaterThan(1100);
    expect(queue).toMatchObject({ deleted: 1000, unfinished: 0, inFlight: 0 });
  });
});
