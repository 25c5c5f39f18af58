import { HeadLeaseLostError } from './errors';
import { ImageHeads } from './image-heads';
import { useCatalog, type OpenCatalog } from './testing/use-catalog';
import type { CommittedImage, HeadLease, ImageIdentity } from './types';

const image = (key: string): ImageIdentity => ({ collectionId: 'family', bucket: 'photos', key });
const committedWith = (...faceIds: string[]): CommittedImage => ({
  contentSha256: 'abc',
  lastModified: new Date('2026-01-01T00:00:00Z'),
  versionId: 'v1',
  embeddingContract: 'contract',
  maxFaces: null,
  sentAt: new Date('2026-01-01T00:00:01.234Z'),
  detectionId: 'detection',
  faces: faceIds.map((faceId) => ({ faceId, box: { left: 0, top: 0, width: 0.5, height: 0.5 }, confidence: 0.9 })),
  passedOver: [],
});
const minute = 60_000;

export const describeImageHeads = (open: OpenCatalog): void => describe('ImageHeads', () => {
  let now = Date.now();
  const pass = (ms: number) => { now += ms; };
  beforeEach(() => jest.spyOn(Date, 'now').mockImplementation(() => now));
  afterEach(() => jest.restoreAllMocks());

  const catalog = useCatalog(open);
  const lease = async (key: string, owner = 'me', ttlMs = minute): Promise<HeadLease> => {
    const acquired = await new ImageHeads(catalog()).acquire(image(key), owner, ttlMs);
    if (acquired === undefined) throw new Error(`${key} is taken`);
    return acquired;
  };

  it('begins an unknown photo with an empty head', async () => {
    const heads = new ImageHeads(catalog());
    expect(await heads.find(image('new'))).toBeUndefined();
    expect(await lease('new')).toMatchObject({ ...image('new'), committed: null, deletedAt: null, notedIds: [] });
    expect(await heads.find(image('new'))).toEqual({ ...image('new'), committed: null, deletedAt: null, notedIds: [] });
  });

  it('gives a photo to one attempt at a time', async () => {
    const heads = new ImageHeads(catalog());
    const attempts = await Promise.all(['a', 'b', 'c'].map((owner) => heads.acquire(image('one'), owner, minute)));
    const held = attempts.filter((attempt) => attempt !== undefined);
    expect(held).toHaveLength(1);
    await heads.release(held[0]!);
    expect(await heads.acquire(image('one'), 'd', minute)).toBeDefined();
  });

  it('moves ids from noted to committed, and former faces back to noted until they are forgotten', async () => {
    const heads = new ImageHeads(catalog());
    let held = await heads.noteIds(await lease('story'), ['f1', 'f2']);
    expect(held.notedIds).toEqual(['f1', 'f2']);

    held = await heads.commit(held, committedWith('f1', 'f2'));
    expect(held).toMatchObject({ committed: committedWith('f1', 'f2'), notedIds: [] });

    held = await heads.noteIds(held, ['f2', 'f3']);
    held = await heads.commit(held, committedWith('f2', 'f3'));
    expect(held.notedIds).toEqual(['f1']);
    await heads.forgetIds(held, ['f1']);
    expect(await heads.find(image('story'))).toEqual({ ...image('story'), committed: committedWith('f2', 'f3'), deletedAt: null, notedIds: [] });
  });

  it('leaves a tombstone that a later commit and an earlier deletion keep', async () => {
    const heads = new ImageHeads(catalog());
    const [earlier, later] = [new Date('2026-02-01T00:00:00Z'), new Date('2026-03-01T00:00:00Z')];
    let held = await heads.commit(await lease('gone'), committedWith('f1'));
    held = await heads.markDeleted(held, later);
    expect(held).toMatchObject({ committed: null, deletedAt: later, notedIds: ['f1'] });
    held = await heads.markDeleted(held, earlier);
    held = await heads.commit(held, committedWith('f1'));
    expect(held).toMatchObject({ deletedAt: later, notedIds: [] });
  });

  it('hands a lease that ran out to the next attempt, with what was noted, and refuses the former holder', async () => {
    const heads = new ImageHeads(catalog());
    const dead = await heads.noteIds(await lease('crashed', 'dead', 1_000), ['left-over']);
    pass(999);
    expect(await heads.acquire(image('crashed'), 'early', minute)).toBeUndefined();
    pass(1);
    const heir = await lease('crashed', 'heir');
    expect(heir.notedIds).toEqual(['left-over']);

    const steps = [
      heads.renew(dead), heads.noteIds(dead, ['x']), heads.forgetIds(dead, ['left-over']),
      heads.commit(dead, committedWith('x')), heads.markDeleted(dead, new Date()),
    ];
    for (const step of steps) await expect(step).rejects.toThrow(HeadLeaseLostError);
    await heads.release(dead);
    expect(await heads.acquire(image('crashed'), 'third', minute)).toBeUndefined();
    await heads.renew(heir);
    expect(await heads.find(image('crashed'))).toMatchObject({ committed: null, notedIds: ['left-over'] });
  });

  it('hands a lease that ran out to one of many attempts at once', async () => {
    await lease('contested', 'dead', 1_000);
    pass(1_000);
    const attempts = await Promise.all(Array.from({ length: 8 }, (_, i) => new ImageHeads(catalog()).acquire(image('contested'), `heir-${i}`, minute)));
    expect(attempts.filter((attempt) => attempt !== undefined)).toHaveLength(1);
  });

  it('keeps every note of attempts that lost their lease at the same time', async () => {
    const heads = new ImageHeads(catalog());
    let held = await lease('noted');
    const ids = Array.from({ length: 8 }, (_, i) => `f${i}`);
    await Promise.all(ids.map((id) => heads.noteAfterLoss(image('noted'), [id])));
    held = await heads.noteIds(held, ['mine']);
    expect([...held.notedIds].sort()).toEqual([...ids, 'mine']);
  });

  it('keeps what a former holder notes after its loss, whatever the present holder does', async () => {
    const heads = new ImageHeads(catalog());
    let held = await heads.commit(await lease('late'), committedWith('f1'));
    held = await heads.markDeleted(held, new Date());
    expect(held.notedIds).toEqual(['f1']);
    await heads.noteAfterLoss(image('late'), ['f1', 'x']);
    held = await heads.forgetIds(held, ['f1']);
    expect(held.notedIds).toEqual(['f1', 'x']);

    await heads.noteAfterLoss(image('late'), ['f1', 'y']);
    held = await heads.commit(held, committedWith('f1', 'y'));
    expect([...held.notedIds].sort()).toEqual(['f1', 'x', 'y']);
    expect((await heads.forgetIds(held, held.notedIds)).notedIds).toEqual([]);
  });

  it('is prolonged by every step', async () => {
    const heads = new ImageHeads(catalog());
    const held = await lease('alive', 'me', 1_000);
    const steps = [() => heads.renew(held), () => heads.noteIds(held, ['x']), () => heads.forgetIds(held, ['x'])];
    for (const step of steps) {
      pass(900);
      await step();
    }
    pass(900);
    expect(await heads.acquire(image('alive'), 'other', minute)).toBeUndefined();
  });

  it('refuses a lease that was given back, even from the same owner', async () => {
    const heads = new ImageHeads(catalog());
    const first = await lease('again');
    await heads.release(first);
    await expect(heads.noteIds(first, ['x'])).rejects.toThrow(HeadLeaseLostError);
    await lease('again');
    await expect(heads.noteIds(first, ['x'])).rejects.toThrow(HeadLeaseLostError);
  });

  it('lists the heads of a collection in pages', async () => {
    const heads = new ImageHeads(catalog());
    for (const key of ['c', 'a', 'b']) await heads.acquire({ ...image(key), collectionId: 'listed' }, 'me', minute);
    const page = await heads.list('listed', { limit: 2 });
    const rest = await heads.list('listed', { limit: 2, after: page.at(-1) });
    expect([page, rest].map((heads) => heads.map(({ key }) => key))).toEqual([['a', 'b'], ['c']]);
  });
});
