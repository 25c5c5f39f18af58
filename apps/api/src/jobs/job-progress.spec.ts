import type { Job, Jobs, ReceiptCounts } from '@facerec/catalog';
import { JobProgress } from './job-progress';

const now = Date.parse('2026-01-31T12:00:00Z');
const ago = (seconds: number): Date => new Date(now - seconds * 1000);
const none: ReceiptCounts = { indexed: 0, no_face: 0, failed: 0, superseded: 0 };

const aJob = (facts: Partial<Job> = {}): Job => ({
  id: 'job', collectionId: 'demo', kind: 'prefix', source: 's3://photos/', maxFaces: null, enqueued: 0, skipped: 0, cursor: null, complete: false,
  createdAt: ago(600), cancelledAt: null, retryAt: null, problem: null, ...facts,
});

const describeJob = (job: Job, counts: ReceiptCounts = none, times: { lastMinute?: number; last?: Date } = {}) => {
  const jobs = {
    counts: async () => counts,
    finishedSince: async (_: string, since: Date) => ((times.lastMinute ?? 0) * (now - since.getTime())) / 60_000,
    lastFinishedAt: async () => times.last,
  };
  return new JobProgress(jobs as unknown as Jobs).describe(job);
};

describe('JobProgress', () => {
  beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(now));
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['queued', aJob(), none],
    ['running', aJob({ enqueued: 100 }), none],
    ['running', aJob({ skipped: 100 }), none],
    ['running', aJob({ kind: 'image' }), none],
    ['running', aJob({ enqueued: 2, complete: true }), { ...none, indexed: 1 }],
    ['finished', aJob({ enqueued: 2, complete: true }), { ...none, indexed: 1, failed: 1 }],
    ['finished', aJob({ complete: true }), none],
    ['running', aJob({ enqueued: 1, complete: true, retryAt: ago(1) }), { ...none, failed: 1 }],
    ['cancelled', aJob({ enqueued: 2, complete: true, cancelledAt: ago(1) }), { ...none, indexed: 2 }],
    ['failed', aJob({ enqueued: 2, problem: { code: 'bucket_not_allowed', detail: 'No.' } }), { ...none, indexed: 2 }],
  ])('tells that a job is %s', async (state, job, counts) => {
    expect((await describeJob(job, counts)).state).toBe(state);
  });

  it('tells the rate of the last minute, and how long the rest takes at it', async () => {
    const job = aJob({ enqueued: 1000, complete: true });
    expect(await describeJob(job, { ...none, indexed: 400 }, { lastMinute: 300 })).toMatchObject({ rate: 5, eta_seconds: 120 });
    expect(await describeJob({ ...job, createdAt: ago(10) }, { ...none, indexed: 50 }, { lastMinute: 300 })).toMatchObject({ rate: 5 });
  });

  it('does not know how long it takes before all is listed, or while nothing moves', async () => {
    expect(await describeJob(aJob({ enqueued: 1000 }), { ...none, indexed: 400 }, { lastMinute: 300 })).toMatchObject({ rate: 5, eta_seconds: null });
    expect(await describeJob(aJob({ enqueued: 1000, complete: true }), { ...none, indexed: 400 }, { lastMinute: 0 })).toMatchObject({ rate: 0, eta_seconds: null });
    expect(await describeJob(aJob({ enqueued: 1000, complete: true }))).toMatchObject({ rate: null, eta_seconds: null });
  });

  it('tells the rate of the whole job when it is over', async () => {
    const job = aJob({ enqueued: 1000, complete: true });
    expect(await describeJob(job, { ...none, indexed: 1000 }, { last: ago(100) })).toMatchObject({ rate: 2, eta_seconds: null });
  });
});
