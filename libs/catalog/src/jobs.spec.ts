import { Jobs } from './jobs';
import { Receipts } from './receipts';
import { useTemporaryCatalog } from './testing/temporary-catalog';
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

describe('Jobs', () => {
  const catalog = useTemporaryCatalog();

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
    const made = await jobs.create({ id: 'chosen', collectionId: 'family', source: 's3://photos/a' });
    await jobs.recordEnqueued('chosen', 3, 'c');
    expect(await jobs.create({ id: 'chosen', collectionId: 'family', source: 's3://photos/a' })).toEqual({ ...made, enqueued: 3, cursor: 'c' });
  });

  it('finds the interrupted job of a source, not a complete one', async () => {
    const jobs = new Jobs(catalog());
    const { id } = await jobs.create({ collectionId: 'family', source: 's3://photos/resumed' });
    expect((await jobs.findUnfinished('family', 's3://photos/resumed'))?.id).toBe(id);
    expect(await jobs.findUnfinished('other', 's3://photos/resumed')).toBeUndefined();
    await jobs.complete(id);
    expect(await jobs.findUnfinished('family', 's3://photos/resumed')).toBeUndefined();
    expect((await jobs.find(id))?.complete).toBe(true);
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

describe('Receipts', () => {
  const catalog = useTemporaryCatalog();

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
