import { startArrivals } from './arrivals';
import { Random } from './random';
import { waitOfMD1, waitOfMMc, type Load } from './testing/queueing-theory';
import { aSmallFleet, type SmallFleetOptions } from './testing/small-fleet';

const PHOTOS = 300_000;

/** Mean wait of photos that arrive at random at a fleet of one-handed tasks. */
function meanWait({ arrivals }: Load, servers: number, options: SmallFleetOptions): number {
  const { events, queue, fleet } = aSmallFleet(options);
  for (let server = 0; server < servers; server++) fleet.start();
  startArrivals(events, queue, new Random(11), { kind: 'steady', perSecond: arrivals, seconds: PHOTOS / arrivals });
  events.run();
  return fleet.waits.sum / fleet.waits.count;
}

function expectWithin5Percent(measured: number, expected: number): void {
  expect(Math.abs(measured / expected - 1)).toBeLessThan(0.05);
}

describe('IndexerFleet against queueing theory', () => {
  it.each([0.5, 0.8, 0.9])('lets photos wait as Pollaczek and Khinchine say for M/D/1, load %d', (arrivals) => {
    const load = { arrivals, service: 1 };
    expectWithin5Percent(meanWait(load, 1, { secondsAtWork: () => load.service }), waitOfMD1(load));
  });

  it.each([[2, 0.7], [4, 0.8], [16, 0.9]])('lets photos wait as Erlang C says for M/M/%d, load %d', (servers, utilisation) => {
    const load = { arrivals: servers * utilisation, service: 1 };
    const random = new Random(5);
    expectWithin5Percent(meanWait(load, servers, { secondsAtWork: () => random.exponential(load.service) }), waitOfMMc(load, servers));
  });

  it('knows the formulas: Erlang C for one server is M/M/1, M/D/1 waits half of that', () => {
    const load = { arrivals: 0.75, service: 1 };
    expect(waitOfMMc(load, 1)).toBeCloseTo(3, 10);
    expect(waitOfMD1(load)).toBeCloseTo(1.5, 10);
    // Two servers: C = 2ρ² / (1 + ρ) at ρ = 0.5 is 1/3; 1/3 ÷ (2 − 1).
    expect(waitOfMMc({ arrivals: 1, service: 1 }, 2)).toBeCloseTo(1 / 3, 10);
  });
});

describe('IndexerFleet', () => {
  it('keeps every hand busy while photos wait', () => {
    const { events, queue, fleet } = aSmallFleet({ photosInHand: 4, secondsAtWork: () => 0.2 });
    fleet.start();
    queue.send(2000);
    events.run();
    expect(fleet.lastDoneAt).toBeCloseTo(2000 * 0.05, 6);
  });

  it('finishes what is in hand when it drains, and takes nothing more', () => {
    const { events, queue, fleet } = aSmallFleet({ photosInHand: 4 });
    const task = fleet.start();
    queue.send(10);
    let drainedAt = 0;
    events.schedule(0.5, () => fleet.drain(task, () => { drainedAt = events.now; }));
    events.run();
    expect(drainedAt).toBe(1);
    expect(fleet.running).toBe(0);
    expect(queue).toMatchObject({ deleted: 4, visible: 6, inFlight: 0 });
  });

  it('gives the photos of a killed task to others once their visibility has run out', () => {
    const { events, queue, fleet } = aSmallFleet({ photosInHand: 4 });
    const task = fleet.start();
    queue.send(4);
    events.schedule(0.5, () => fleet.kill(task));
    events.schedule(1, () => fleet.start());
    events.run();
    expect(queue).toMatchObject({ deleted: 4, deliveries: 8, inFlight: 0 });
    expect(fleet.lastDoneAt).toBe(31.5);
  });
});
