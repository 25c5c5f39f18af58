import { costPerMillion, total } from './cost';
import type { Outcome } from './outcome';
import { EXAMPLE_PRICES, readPrices } from './prices';

const outcome = { sent: 1_000_000, deliveries: 1_000_000, instanceSeconds: 20 * 3600, idleHandSeconds: 0, writeUnits: 5_000_000 } as Outcome;

describe('costPerMillion', () => {
  it('adds up what a million photos take', () => {
    const cost = costPerMillion(outcome, EXAMPLE_PRICES);
    expect(cost.instances).toBeCloseTo(0.7, 10);
    expect(cost.vectors).toBe(20);
    expect(cost.queue).toBeCloseTo(0.84, 10);
    expect(total(cost)).toBeCloseTo(0.7 + 20 + 0.84 + 0.4 + 0.333 + 0.674 + 0.25, 2);
  });

  it('charges deliveries that came twice, and polls that found nothing', () => {
    const cost = costPerMillion({ ...outcome, deliveries: 2_000_000, idleHandSeconds: 5_000_000, writeUnits: 10_000_000 }, EXAMPLE_PRICES);
    expect(cost.vectors).toBe(40);
    expect(cost.queue).toBeCloseTo((0.1 + 4 + 1) * 0.4, 10);
  });
});

describe('readPrices', () => {
  it('takes single prices from the command line', () => {
    expect(readPrices(['spot_hour=0.02'])).toEqual({ ...EXAMPLE_PRICES, spot_hour: 0.02 });
  });

  it.each(['spot=1', 'spot_hour', 'spot_hour=cheap', 'spot_hour=-1'])('refuses %s and names the prices', (change) => {
    expect(() => readPrices([change])).toThrow(/is not NAME=VALUE with a name of spot_hour, sqs_million/);
  });
});
