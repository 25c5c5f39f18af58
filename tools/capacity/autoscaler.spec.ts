import { Autoscaler } from './autoscaler';
import { DelayedMetrics, type Figures } from './delayed-metrics';
import { aTable } from './testing/tables';

/** Feeds one figure a minute; the backlog of a task is 1,000. Returns what is wanted after each. */
function wantedAfter(figures: readonly Partial<Figures>[], indexer = {}): number[] {
  const metrics = new DelayedMetrics(60, { queue: 60, tasks: 60 });
  const autoscaler = new Autoscaler(metrics, aTable(indexer));
  return figures.map((figure, minute) => {
    metrics.record(minute * 60, { visible: 0, inFlight: 0, running: 0, ...figure });
    return autoscaler.evaluate(minute * 60);
  });
}

function minutes(count: number, figure: Partial<Figures>): Partial<Figures>[] {
  return Array.from({ length: count }, () => figure);
}

describe('Autoscaler', () => {
  it('wakes one task for the first message, a metric delay after it was seen, and no second one while that starts', () => {
    expect(wantedAfter([{}, ...minutes(5, { visible: 1 })])).toEqual([0, 0, 1, 1, 1, 1]);
  });

  it('wakes again when nothing runs after the cooldown', () => {
    expect(wantedAfter(minutes(8, { visible: 1 }))).toEqual([0, 1, 1, 1, 1, 1, 2, 2]);
  });

  it('waits for three figures above the target and then wants what the backlog needs', () => {
    expect(wantedAfter(minutes(5, { visible: 4500 }))).toEqual([0, 1, 1, 5, 5]);
  });

  it('never wants more than the bound', () => {
    expect(wantedAfter(minutes(5, { visible: 1_000_000 })).at(-1)).toBe(10);
  });

  it('does not multiply the same backlog again while ordered tasks do not show yet', () => {
    const waiting = minutes(8, { visible: 3000, running: 1 });
    const rising = { min_tasks: 1, wake_cooldown_s: 6000 };
    expect(wantedAfter(waiting, rising).slice(0, 7)).toEqual([1, 1, 1, 3, 3, 3, 3]);
    // With a pause shorter than a task's way into the figures it does: 3, 9, then the bound.
    expect(wantedAfter(waiting, { ...rising, scale_out_cooldown_s: 60 }).slice(0, 7)).toEqual([1, 1, 1, 3, 9, 10, 10]);
  });

  it('takes no task away while anything waits or is in flight', () => {
    const busy = [...minutes(4, { visible: 4500 }), ...minutes(10, { inFlight: 1, running: 5 })];
    expect(wantedAfter(busy).at(-1)).toBe(5);
  });

  it('goes back to the minimum after so many empty figures', () => {
    const after = wantedAfter([...minutes(3, { visible: 1 }), ...minutes(6, { running: 1 })]);
    expect(after).toEqual([0, 1, 1, 1, 1, 1, 0, 0, 0]);
  });
});
