import { PINECONE_UPSERTS_PER_S } from './facts';
import { backToZeroAt, drainRateToIdeal, drainSeconds, maxTasks, stranded, type Outcome } from './outcome';
import { SCENARIOS, type Scenario } from './scenarios';
import { simulate } from './simulation';
import { productionTable } from './testing/tables';

const table = productionTable();

function run(scenario: Scenario, seed = 42): Outcome {
  return simulate({ scenario, table, secondsPerImage: table.indexer.seconds_per_image, seed, upsertsPerSecond: PINECONE_UPSERTS_PER_S });
}

/** Each takes a second or more. */
const runs = new Map(SCENARIOS.map((scenario) => [scenario.name, run(scenario)]));

function outcomeOf(name: string): Outcome {
  return runs.get(name) as Outcome;
}

function named(name: string): Scenario {
  return SCENARIOS.find((scenario) => scenario.name === name) as Scenario;
}

describe('the policies of infra/scaling.json, in the simulation', () => {
  it.each([1, 2, 3, 4, 5])('finish 100 photos within six minutes of a cold start and go back to zero (seed %i)', (seed) => {
    const outcome = run(named('photos-100'), seed);
    expect(drainSeconds(outcome)).toBeLessThan(360);
    expect(backToZeroAt(outcome)).toBeLessThan(drainSeconds(outcome) + 600);
    expect(outcome.samples.at(-1)).toMatchObject({ running: 0, desired: 0 });
    expect(maxTasks(outcome)).toBe(1);
  });

  it('drain a million photos, all into one collection, at 85 % of the fleet\'s ideal rate or more', () => {
    const outcome = outcomeOf('burst-1m');
    expect(outcome.scenario.collections).toBe(1);
    expect(maxTasks(outcome)).toBe(table.indexer.max_tasks);
    expect(drainRateToIdeal(outcome)).toBeGreaterThanOrEqual(0.85);
  });

  it.each(SCENARIOS.map(({ name }) => name))('strand no message and leave nothing running (%s)', (name) => {
    const outcome = outcomeOf(name);
    expect(stranded(outcome)).toBe(0);
    expect(backToZeroAt(outcome)).toBeDefined();
  });

  it('order for a middling burst what it needs, not the whole fleet', () => {
    const outcome = run({ ...named('burst-1m'), arrivals: { kind: 'burst', photos: 20_000 } });
    expect(maxTasks(outcome)).toBeLessThanOrEqual(5);
  });
});

describe('simulate', () => {
  it('gives the same run for the same seed, and another for another', () => {
    const stormy = { ...named('spot-storm'), arrivals: { kind: 'steady', perSecond: 20, seconds: 4000 } } as const;
    expect(run(stormy, 1)).toEqual(run(stormy, 1));
    expect(run(stormy, 1).deliveries).not.toBe(run(stormy, 2).deliveries);
  });

  it('keeps to the write limit of a single collection with more photos in each request, and loses nothing', () => {
    const outcome = outcomeOf('burst-1m');
    expect(outcome.writeRequests / (outcome.lastDoneAt - outcome.firstReceivedAt)).toBeLessThan(PINECONE_UPSERTS_PER_S * 1.01);
    expect(outcome.deleted / outcome.writeRequests).toBeGreaterThan(5);
    expect(outcome.refusedWrites).toBeGreaterThan(0);
    expect(outcome.refusedWrites).toBeLessThan(outcome.writeRequests / 5);
  });
});
