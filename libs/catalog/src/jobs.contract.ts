import { Jobs } from './jobs';
import { Receipts } from './receipts';
import { useCatalog, type OpenCatalog } from './testing/use-catalog';
import type { ImageIdentity, Receipt } from './types';

const image = (key: string): ImageIdentity => ({ collectionId: 'family', bucket: 'photos', key });
const aReceipt = (facts: Partial<Receipt> = {}): Receipt => ({
  ...image('a.jpg'),
  jobId: 'job',
  state: 'indexed',
  detectionId: 'detection',
  faces: [{ faceId: 'face', box: { left: 0.1, top: 0.2, width: 0.3, height: 0.4 }, confidence: 0.9 }],
  passedOver: [{ box: { left: 0, top: 0, width: 0.01, height: 0.01 }, confidence: 0.8, reason: 'too_small' }],
  problem: null,
  finishedAt: new Date('2026-01-02T03:04:05.678Z'),
  ...facts,
});

export const describeJobs = (open: OpenCatalog): void => describe('Jobs', () => {
  const catalog = useCatalog(open);

  it('remembers how far the enqueueing has come', async () => {
    const jobs = new Jobs(catalog());
    const { id } = await jobs.create({ collectionId: 'family', source: 's3://photos/2026' });
    await jobs.recordEnqueued(id, 10, '2026/10.jpg');
    await jobs.recordEnqueued(id, 5, '2026/15.jpg');
    expect(await jobs.find(id)).toMatchObject({
      collectionId: 'family', source: 's3://photos/2026', enqueued: 15, cursor: '2026/15.jpg', complete: false,
    });
  });

  it('keeps a job that is made twice with the same id', async () => {
    const jobs = new Jobs(catalog());
    const made = await jobs.create({ id: 'chosen', collectionId: 'family', source: 's3://photos/a', request: 'first' });
    expect(made.request).toBe('first');
    await jobs.recordEnqueued('chosen', 3, 'c');
    expect(await jobs.create({ id: 'chosen', collectionId: 'family', source: 's3://photos/b', request: 'second' })).toEqual({ ...made, enqueued: 3, cursor: 'c' });
  });

  it('are listed newest first, in pages, by collection and by source', async () => {
    const jobs = new Jobs(catalog());
    const made: string[] = [];
    for (const n of [1, 2, 3]) {
      jest.spyOn(Date, 'now').mockReturnValue(n * 1000);
      made.unshift((await jobs.create({ collectionId: 'listed', source: `s3://photos/${n % 2}`, maxFaces: n })).id);
    }
    jest.restoreAllMocks();
    const page = await jobs.list({ collectionId: 'listed', limit: 2 });
    const rest = await jobs.list({ collectionId: 'listed', limit: 2, after: page.at(-1) });
    expect([...page, ...rest].map(({ id }) => id)).toEqual(made);
    expect(page[0]).toMatchObject({ kind: 'image', maxFaces: 3, skipped: 0, cancelledAt: null, retryAt: null, problem: null });
    expect((await jobs.list({ source: 's3://photos/1', limit: 9 })).map(({ id }) => id)).toEqual([made[0], made[2]]);
  });

  it('cancels the jobs that may still bring images into a collection', async () => {
    const jobs = new Jobs(catalog());
    const [open, done] = [await jobs.create({ collectionId: 'gone', source: 's3://a' }), await jobs.create({ collectionId: 'gone', source: 's3://b' })];
    await jobs.complete(done.id);
    expect(await jobs.cancelAllOf('gone')).toBe(1);
    expect([await jobs.isCancelled(open.id), await jobs.isCancelled(done.id)]).toEqual([true, false]);
  });

  it('tells when images were finished', async () => {
    const jobs = new Jobs(catalog());
    expect(await jobs.lastFinishedAt('timed')).toBeUndefined();
    for (const seconds of [1, 2, 3]) await new Receipts(catalog()).put(aReceipt({ jobId: 'timed', key: `${seconds}`, finishedAt: new Date(seconds * 1000) }));
    expect(await jobs.finishedSince('timed', new Date(2000))).toBe(2);
    expect(await jobs.lastFinishedAt('timed')).toEqual(new Date(3000));
  });

  it('counts receipts by state', async () => {
    const receipts = new Receipts(catalog());
    await receipts.put(aReceipt({ jobId: 'counted' }));
    await receipts.put(aReceipt({ jobId: 'counted', key: 'b.jpg' }));
    await receipts.put(aReceipt({ jobId: 'counted', key: 'c.jpg', state: 'failed' }));
    await receipts.put(aReceipt({ jobId: 'another' }));
    expect(await new Jobs(catalog()).counts('counted')).toEqual({ indexed: 2, no_face: 0, failed: 1, superseded: 0 });
  });
});

export const describeReceipts = (open: OpenCatalog): void => describe('Receipts', () => {
  const catalog = useCatalog(open);

  it('gives a receipt back as it was put', async () => {
    const receipts = new Receipts(catalog());
    const failed = aReceipt({ key: 'f.jpg', state: 'failed', detectionId: null, problem: { code: 'image_too_large', detail: 'Too large.' } });
    await receipts.put(aReceipt());
    await receipts.put(failed);
    expect(await receipts.find('job', image('a.jpg'))).toEqual(aReceipt());
    expect(await receipts.find('job', image('f.jpg'))).toEqual(failed);
    expect(await receipts.find('another', image('a.jpg'))).toBeUndefined();
  });

  it('holds one receipt for an image of a job: the last', async () => {
    const receipts = new Receipts(catalog());
    await receipts.put(aReceipt({ jobId: 'once' }));
    await receipts.put(aReceipt({ jobId: 'once', state: 'no_face', faces: [] }));
    expect(await receipts.list('once', { limit: 10 })).toEqual([aReceipt({ jobId: 'once', state: 'no_face', faces: [] })]);
  });

  it('lets a giving-up replace a failure, not a success', async () => {
    const receipts = new Receipts(catalog());
    const givenUp = aReceipt({ jobId: 'given-up', state: 'failed', problem: { code: 'indexing_failed', detail: 'Gave up.' } });
    await receipts.putFailure({ ...givenUp, problem: { code: 'indexing_failed', detail: 'First.' } });
    await receipts.putFailure(givenUp);
    expect(await receipts.find('given-up', image('a.jpg'))).toEqual(givenUp);
    await receipts.put(aReceipt({ jobId: 'given-up' }));
    await receipts.putFailure(givenUp);
    expect(await receipts.find('given-up', image('a.jpg'))).toMatchObject({ state: 'indexed' });
  });

  it('withdraws failures that are as they were read', async () => {
    const receipts = new Receipts(catalog());
    const failed = ['a', 'b', 'c'].map((key) => aReceipt({ jobId: 'again', key, state: 'failed' }));
    for (const receipt of failed) await receipts.put(receipt);
    await receipts.put(aReceipt({ jobId: 'again', key: 'b' }));
    await receipts.put(aReceipt({ jobId: 'again', key: 'c', state: 'failed', finishedAt: new Date() }));
    await receipts.withdrawFailures(failed);
    expect((await receipts.list('again', { limit: 9 })).map(({ key, state }) => [key, state])).toEqual([['b', 'indexed'], ['c', 'failed']]);
    expect(await receipts.list('again', { state: 'failed', until: failed[0]?.finishedAt, limit: 9 })).toEqual([]);
  });

  it('lists in pages, and by state', async () => {
    const receipts = new Receipts(catalog());
    for (const key of ['e', 'a', 'd', 'b', 'c']) {
      await receipts.put(aReceipt({ jobId: 'paged', key, state: key < 'c' ? 'failed' : 'indexed' }));
    }
    const page = await receipts.list('paged', { limit: 2 });
    const rest = await receipts.list('paged', { limit: 10, after: page.at(-1) });
    expect([...page, ...rest].map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e']);
    const failed = await receipts.list('paged', { state: 'failed', after: image('a'), limit: 10 });
    expect(failed.map(({ key }) => key)).toEqual(['b']);
  });
});
