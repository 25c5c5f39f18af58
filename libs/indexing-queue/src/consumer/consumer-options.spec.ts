import { divideInFlight, releaseAfterSeconds } from './consumer-options';

describe('divideInFlight', () => {
  it.each([
    [2, 10, { consumers: 2, batchSize: 1 }],
    [4, 10, { consumers: 4, batchSize: 1 }],
    [16, 10, { consumers: 4, batchSize: 4 }],
    [16, 2, { consumers: 8, batchSize: 2 }],
    [64, 10, { consumers: 7, batchSize: 10 }],
    [1000, 10, { consumers: 8, batchSize: 10 }],
  ])('holds about %i messages, %i a receive at most', (inFlight, maxBatchSize, division) => {
    expect(divideInFlight(inFlight, maxBatchSize)).toEqual(division);
  });
});

describe('releaseAfterSeconds', () => {
  it('doubles from one second, and is never zero', () => {
    expect([1, 2, 3, 9, 10, 100].map(releaseAfterSeconds)).toEqual([1, 2, 4, 256, 300, 300]);
  });
});
