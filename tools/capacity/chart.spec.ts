import { drawChart } from './chart';
import { duration, short, timeScale, valueScale } from './chart-axis';
import { PINECONE_UPSERTS_PER_S } from './facts';
import { SCENARIOS, type Scenario } from './scenarios';
import { simulate } from './simulation';
import { productionTable } from './testing/tables';

describe('scales', () => {
  it('put round ticks at whole numbers', () => {
    expect(valueScale(39, 'count', [100, 0]).ticks).toEqual([0, 10, 20, 30, 40]);
    expect(valueScale(2, 'count', [100, 0]).ticks).toEqual([0, 1, 2]);
    expect(valueScale(2, 'count', [100, 0]).toPixel(1)).toBe(50);
  });

  it('put ticks of time at whole minutes and hours', () => {
    expect(valueScale(450, 'seconds', [100, 0]).ticks).toEqual([0, 120, 240, 360, 480]);
    expect(timeScale(9000, [0, 900]).ticks).toEqual([0, 1800, 3600, 5400, 7200, 9000]);
    expect(timeScale(9000, [0, 900]).toPixel(4500)).toBe(450);
  });

  it('write numbers and times short', () => {
    expect([0, 999, 1200, 3_600_000, 1e9].map(short)).toEqual(['0', '999', '1.2k', '3.6M', '1B']);
    expect([0.5, 60, 295, 3600, 5400, 10_367, 700_000].map(duration)).toEqual(['0.5 s', '60 s', '4.9 min', '1 h', '1 h 30 min', '2 h 53 min', '8.1 days']);
  });
});

describe('drawChart', () => {
  const [scenario] = SCENARIOS as [Scenario];
  const table = productionTable();
  const svg = drawChart(simulate({ scenario, table, secondsPerImage: 0.05, seed: 1, upsertsPerSecond: PINECONE_UPSERTS_PER_S }));

  it('draws the three panels with their titles and marks', () => {
    for (const text of ['100 photos from a cold start', 'Indexer tasks', 'Photos waiting', 'Age of the oldest unfinished photo', 'first photo', 'no task left']) {
      expect(svg).toContain(text);
    }
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('keeps every line within the picture', () => {
    const numbers = [...svg.matchAll(/ d="M([^"]+)"/g)].flatMap(([, path]) => (path as string).match(/[\d.]+/g) as string[]).map(Number);
    expect(numbers.length).toBeGreaterThan(20);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(1000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  });
});
