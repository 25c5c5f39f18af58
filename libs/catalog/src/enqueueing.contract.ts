import { Enqueueing } from './enqueueing';
import { Jobs } from './jobs';
import { useCatalog, type OpenCatalog } from './testing/use-catalog';
import type { EnqueueLease, NewJob } from './types';

const ttlMs = 5_000;

export const describeEnqueueing = (open: OpenCatalog): void => describe('Enqueueing', () => {
  const catalog = useCatalog(open);
  let now = Date.now();
  const pass = (ms: number) => { now += ms; };
  const jobs = () => new Jobs(catalog());
  const enqueueing = () => new Enqueueing(catalog());
  const aPrefixJob = (facts: Partial<NewJob> = {}) => jobs().create({ collectionId: 'family', source: 's3://photos/2026', kind: 'prefix', ...facts });
  const claim = async (): Promise<EnqueueLease> => (await enqueueing().claim(ttlMs)) as EnqueueLease;

  beforeEach(() => jest.spyOn(Date, 'now').mockImplementation(() => now));
  afterEach(async () => {
    for (const { id } of await jobs().list({ limit: 100 })) await jobs().cancel(id);
    jest.restoreAllMocks();
  });

  it('gives a job to one process at a time', async () => {
    const { id } = await aPrefixJob();
    const claims = await Promise.all([enqueueing().claim(ttlMs), enqueueing().claim(ttlMs)]);
    expect(claims.map((lease) => lease?.job.id).sort()).toEqual([id, undefined]);
  });

  it('leaves jobs of one image to those who made them', async () => {
    await jobs().create({ collectionId: 'family', source: 's3://photos/a.jpg' });
    expect(await enqueueing().claim(ttlMs)).toBeUndefined();
  });

  it('lets others take over a job whose process has died, where it stopped; that process, should it live, changes nothing', async () => {
    const { id } = await aPrefixJob();
    const first = await claim();
    await enqueueing().advance(first, { enqueued: 90, skipped: 10, cursor: '2026/99.jpg' });
    pass(ttlMs + 1);
    const second = await claim();
    expect(second.job).toMatchObject({ id, enqueued: 90, skipped: 10, cursor: '2026/99.jpg' });
    expect(await enqueueing().advance(first, { enqueued: 5, skipped: 0, cursor: 'x' })).toBeUndefined();
    await enqueueing().complete(first);
    expect(await jobs().find(id)).toMatchObject({ enqueued: 90, complete: false });
  });

  it('takes turns between jobs', async () => {
    const [a, b] = [await aPrefixJob(), await aPrefixJob()];
    const turns: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      pass(1);
      const lease = await claim();
      turns.push(lease.job.id);
      await enqueueing().release(lease);
    }
    expect(turns.slice(0, 2).sort()).toEqual([a.id, b.id].sort());
    expect(turns.slice(2)).toEqual(turns.slice(0, 2));
  });

  it('may put a job off', async () => {
    await aPrefixJob();
    await enqueueing().release(await claim(), new Date(now + 1_000));
    expect(await enqueueing().claim(ttlMs)).toBeUndefined();
    pass(1_000);
    expect(await enqueueing().claim(ttlMs)).toBeDefined();
  });

  it('stops when the job is cancelled in the middle', async () => {
    const { id } = await aPrefixJob();
    const lease = await claim();
    await jobs().cancel(id);
    expect(await enqueueing().advance(lease, { enqueued: 1, skipped: 0, cursor: 'a' })).toBeUndefined();
    pass(ttlMs + 1);
    expect(await enqueueing().claim(ttlMs)).toBeUndefined();
    expect([await jobs().isCancelled(id), await jobs().isCancelled('somebody else\'s')]).toEqual([true, false]);
  });

  it('keeps a list of keys, in order, until all are in the queue', async () => {
    const keys = Array.from({ length: 250 }, (_, index) => `${index}.jpg`);
    const { id } = await aPrefixJob({ kind: 'keys', source: 's3://photos', keys });
    const chunks = await Promise.all([0, 100, 200, 300].map((position) => enqueueing().keysAt(id, position)));
    expect(chunks.map(({ length }) => length)).toEqual([100, 100, 50, 0]);
    expect(chunks.flat()).toEqual(keys);
    await enqueueing().complete(await claim());
    expect(await enqueueing().keysAt(id, 0)).toEqual([]);
    expect(await jobs().find(id)).toMatchObject({ complete: true });
  });

  it('keeps why a job cannot go on, and goes on when a retry is asked for', async () => {
    const { id } = await aPrefixJob();
    const problem = { code: 'bucket_not_allowed', detail: 'No.' };
    await enqueueing().fail(await claim(), problem);
    expect(await jobs().find(id)).toMatchObject({ problem, complete: false });
    pass(ttlMs + 1);
    expect(await enqueueing().claim(ttlMs)).toBeUndefined();
    await jobs().requestRetry(id);
    expect((await claim()).job).toMatchObject({ id, problem: null, retryAt: new Date(now) });
  });

  it('retries after the enqueueing is complete, and once more when asked for in the meantime', async () => {
    const { id } = await aPrefixJob();
    const listing = await claim();
    await jobs().requestRetry(id);
    await enqueueing().complete(listing);
    const retrying = await claim();
    expect(retrying.job).toMatchObject({ complete: true, retryAt: new Date(now) });
    pass(1);
    await jobs().requestRetry(id);
    await enqueueing().retried(retrying);
    expect((await jobs().find(id))?.retryAt).toEqual(new Date(now));
    pass(ttlMs + 1);
    await enqueueing().retried(await claim());
    expect((await jobs().find(id))?.retryAt).toBeNull();
    expect(await enqueueing().claim(ttlMs)).toBeUndefined();
  });
});
