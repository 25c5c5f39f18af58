import { CollectionDeletions } from './collection-deletions';
import { DeletedContents } from './deleted-contents';
import { CollectionBusyError, HeadLeaseLostError } from './errors';
import { ImageHeads } from './image-heads';
import { Receipts } from './receipts';
import { useCatalog, type OpenCatalog } from './testing/use-catalog';
import type { CommittedImage, HeadLease, ImageIdentity, IndexedFace, Receipt } from './types';

const box = { left: 0, top: 0, width: 0.5, height: 0.5 };
const face = (faceId: string): IndexedFace => ({ faceId, box, confidence: 0.9 });
const committedWith = (...faceIds: string[]): CommittedImage => ({
  contentSha256: 'abc', lastModified: new Date(0), versionId: null, embeddingContract: 'contract', maxFaces: null, sentAt: new Date(0),
  detectionId: 'detection', faces: faceIds.map(face), passedOver: [],
});

export const describeDeletedContents = (open: OpenCatalog): void => describe('DeletedContents', () => {
  const catalog = useCatalog(open);
  const contents = () => new DeletedContents(catalog());
  const heads = () => new ImageHeads(catalog());
  const receipts = () => new Receipts(catalog());
  const image = (collectionId: string, key: string): ImageIdentity => ({ collectionId, bucket: 'photos', key });
  const acquire = async (of: ImageIdentity): Promise<HeadLease> => (await heads().acquire(of, 'owner', 60_000)) as HeadLease;
  const store = async (of: ImageIdentity, ...faceIds: string[]): Promise<void> => {
    await heads().release(await heads().commit(await acquire(of), committedWith(...faceIds)));
  };
  const aReceipt = (of: ImageIdentity, facts: Partial<Receipt> = {}): Receipt => ({
    ...of, jobId: 'job', state: 'indexed', detectionId: 'detection', faces: [face('f1'), face('f2')], passedOver: [{ box, confidence: 0.5, reason: 'too_small' }],
    problem: null, finishedAt: new Date(0), ...facts,
  });

  it('removes the heads of one collection, and says how much they held', async () => {
    for (let i = 0; i < 1_100; i += 1) await heads().release(await acquire(image('large', `${i}`)));
    await store(image('large', 'a'), 'f1', 'f2');
    await store(image('large', 'b'), 'f3');
    await store(image('other', 'a'), 'f4');
    expect(await contents().removeHeads('large', new Date())).toEqual({ images: 2, faces: 3 });
    expect([await contents().holdsImages('large'), await contents().holdsImages('other')]).toEqual([false, true]);
    expect(await heads().list('large', { limit: 9 })).toEqual([]);
  });

  it('takes the lease from an attempt in progress, and remembers what it may have written', async () => {
    const writing = await heads().noteIds(await acquire(image('busy', 'a')), ['f1']);
    const waiting = await acquire(image('busy', 'b'));
    await contents().removeHeads('busy', new Date(5));
    await expect(heads().commit(writing, committedWith('f1'))).rejects.toThrow(HeadLeaseLostError);
    await expect(heads().noteIds(waiting, ['f2'])).rejects.toThrow(HeadLeaseLostError);
    expect(await heads().list('busy', { limit: 9 })).toMatchObject([{ key: 'a', committed: null, deletedAt: new Date(5), notedIds: ['f1'] }]);
  });

  it('empties the receipts of an image and of a collection, and leaves failures and the others alone', async () => {
    const failed = aReceipt(image('family', 'c'), { state: 'failed', detectionId: null, faces: [], passedOver: [], problem: { code: 'x', detail: 'y' } });
    for (const jobId of ['one', 'two']) await receipts().put(aReceipt(image('family', 'a'), { jobId }));
    await receipts().put(aReceipt(image('family', 'b')));
    await receipts().put(failed);
    await receipts().put(aReceipt(image('friends', 'a')));
    expect(await contents().scrubImage(image('family', 'a'))).toBe(2);
    expect(await receipts().find('two', image('family', 'a'))).toMatchObject({ state: 'superseded', detectionId: null, faces: [], passedOver: [] });
    expect(await contents().scrubCollection('family')).toBe(1);
    expect(await receipts().find('job', image('family', 'c'))).toEqual(failed);
    expect(await receipts().find('job', image('friends', 'a'))).toEqual(aReceipt(image('friends', 'a')));
  });

  it('takes one face out of the receipts that have it', async () => {
    await receipts().put(aReceipt(image('faces', 'a')));
    expect(await contents().scrubFace(image('faces', 'a'), 'f1')).toBe(1);
    expect(await contents().scrubFace(image('faces', 'a'), 'f1')).toBe(0);
    expect((await receipts().find('job', image('faces', 'a')))?.faces).toEqual([face('f2')]);
  });
});

export const describeCollectionDeletions = (open: OpenCatalog): void => describe('CollectionDeletions', () => {
  const catalog = useCatalog(open);
  let now = Date.now();
  beforeEach(() => jest.spyOn(Date, 'now').mockImplementation(() => now));
  afterEach(() => jest.restoreAllMocks());

  it('are one at a time, and remembered when they have ended', async () => {
    const deletions = new CollectionDeletions(catalog());
    expect(await deletions.find('family')).toBeUndefined();
    const owner = await deletions.begin('family', 1_000);
    expect(await deletions.find('family')).toEqual({ collectionId: 'family', deletedAt: new Date(now), busy: true });
    await expect(deletions.begin('family', 1_000)).rejects.toThrow(CollectionBusyError);
    await deletions.end('family', owner);
    expect(await deletions.find('family')).toMatchObject({ deletedAt: new Date(now), busy: false });
  });

  it('that died can be begun anew, and that was frozen finds out', async () => {
    const deletions = new CollectionDeletions(catalog());
    const first = await deletions.begin('frozen', 1_000);
    await deletions.renew('frozen', first, 1_000);
    now += 1_001;
    await expect(deletions.renew('frozen', first, 1_000)).rejects.toThrow(CollectionBusyError);
    const second = await deletions.begin('frozen', 1_000);
    await deletions.end('frozen', first);
    expect(await deletions.find('frozen')).toMatchObject({ deletedAt: new Date(now), busy: true });
    await deletions.end('frozen', second);
  });
});
