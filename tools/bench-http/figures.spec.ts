import { figuresOf, quantile, tally } from './figures';

describe('figures', () => {
  it('are counted from the answers', () => {
    const errors = [{ status: 503, ms: 1, body: Buffer.alloc(0) }];
    expect(figuresOf({ times: [4, 1, 2, 3], errors, seconds: 2 }, 10)).toEqual({ requests: 4, perSecond: 2, p50Ms: 2, p99Ms: 4, cpuMs: 2.5, errors: 1 });
    expect(figuresOf({ times: [1], errors: [], seconds: 1 }).cpuMs).toBeUndefined();
  });

  it('take the nearest rank for a quantile', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile(hundred, 1), quantile([7], 0.99)]).toEqual([50, 99, 100, 7]);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('tell failures by status', () => {
    expect(tally([503, 0, 503])).toBe('0 × 1, 503 × 2');
    expect(tally([])).toBe('');
  });
});
