import { divide, releaseAfterSeconds } from './consumer-options';

describe('divide', () => {
  it.each([
    [2, 10, 10, { consumers: 10, batchSize: 1, places: 2 }],
    [4, 20, 10, { consumers: 20, batchSize: 1, places: 4 }],
    [32, 160, 10, { consumers: 54, batchSize: 3, places: 11 }],
    [32, 160, 2, { consumers: 64, batchSize: 2, places: 16 }],
    [400, 2000, 10, { consumers: 64, batchSize: 10, places: 40 }],
  ])('works on %i messages at once and holds %i, %i a receive at most', (atWork, inFlight, maxBatchSize, division) => {
    expect(divide({ atWork, inFlight }, maxBatchSize)).toEqual(division);
  });
});

describe('releaseAfterSeconds', () => {
  it('doubles from one second, and is never zero', () => {
    expect([1, 2, 3, 9, 10, 100].map(releaseAfterSeconds)).toEqual([1, 2, 4, 256, 300, 300]);
  });
});
