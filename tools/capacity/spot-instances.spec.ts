import { SpotInstances } from './spot-instances';
import { aSmallFleet } from './testing/small-fleet';
import { aTable } from './testing/tables';

function aCluster(indexer = {}) {
  const { events, fleet, queue } = aSmallFleet({ photosInHand: 4 });
  const instances = new SpotInstances(events, fleet, aTable(indexer));
  const at = (seconds: number, action: () => void) => events.schedule(seconds, action);
  return { events, fleet, queue, instances, at };
}

describe('SpotInstances', () => {
  it('runs the first task after capacity provider, instance and task have taken their time: 60 + 75 + 35 s', () => {
    const { events, fleet, instances } = aCluster();
    instances.setDesired(1);
    events.run(169);
    expect(fleet.running).toBe(0);
    events.run(171);
    expect(fleet.running).toBe(1);
  });

  it('orders two instances from zero, however many are needed, and the rest once they have joined', () => {
    const { events, fleet, instances } = aCluster();
    instances.setDesired(8);
    events.run(61);
    expect(instances.count).toBe(2);
    events.run(171);
    expect(fleet.running).toBe(2);
    events.run(60 + 75 + 60 + 1);
    expect(instances.count).toBe(8);
    events.run(60 + 75 + 60 + 75 + 35 + 1);
    expect(fleet.running).toBe(8);
  });

  it('gives empty instances back after a while, and only these', () => {
    const { events, instances, fleet, at } = aCluster();
    instances.setDesired(2);
    at(1000, () => instances.setDesired(1));
    events.run(1899);
    expect(instances.count).toBe(2);
    events.run(1901);
    expect(instances.count).toBe(1);
    expect(fleet.running).toBe(1);
    expect(instances.seconds).toBe(2 * (1900 - 60));
  });

  it('drains a task at the notice, replaces its instance, and pays until the notice runs out', () => {
    const { events, fleet, queue, instances, at } = aCluster();
    instances.setDesired(1);
    at(200, () => { queue.send(4); instances.interrupt(0, { notice: true }); });
    events.run(202);
    expect(queue).toMatchObject({ deleted: 4, deliveries: 4 });
    expect(fleet.running).toBe(0);
    expect(instances.count).toBe(3);
    events.run(321);
    expect(instances.count).toBe(2);
    expect(fleet.running).toBe(1);
  });

  it('loses what a task had in hand until its visibility runs out when there is no notice', () => {
    const { events, queue, instances, at } = aCluster();
    instances.setDesired(1);
    at(200, () => { queue.send(4); instances.interrupt(0, { notice: false }); });
    events.run(400);
    expect(queue).toMatchObject({ deleted: 4, deliveries: 8, inFlight: 0 });
  });

  it('gets no instance during a shortage', () => {
    const { events, fleet, instances } = aCluster();
    instances.shortageUntil = 300;
    instances.setDesired(1);
    events.run(300 + 75 + 35 - 1);
    expect(fleet.running).toBe(0);
    events.run(300 + 75 + 35 + 1);
    expect(fleet.running).toBe(1);
  });
});
