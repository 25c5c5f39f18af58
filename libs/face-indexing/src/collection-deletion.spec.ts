import { CollectionBusyError } from '@facerec/catalog';
import { CollectionNotEmptyError, CollectionNotFoundError } from './errors';
import { barrier, killedAfter } from './testing/gates';
import { pass, useVirtualTime } from './testing/virtual-time';
import { World, aTask } from './testing/world';

jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => pass(ms) }));

const forced = { force: true };

describe('CollectionDeletion', () => {
  useVirtualTime();
  let world: World;
  const now = (): Date => new Date(Date.now());
  const stored = () => world.store.stats('family');
  /** As the queue does: again and again until it is done. */
  const deliver = async (sentAt: Date, key = 'party.jpg') => {
    for (;;) {
      const receipt = await world.start().indexer.index(aTask({ sentAt, key })).catch((error: unknown) => {
        if (!(error instanceof CollectionBusyError)) throw error;
      });
      if (receipt !== undefined) return receipt;
      await pass(1_000);
    }
  };

  beforeEach(async () => {
    world = await World.open();
    world.images.put('photos', 'party.jpg', 'ann bob', now());
    world.images.put('photos', 'other.jpg', 'cid', now());
  });
  afterEach(() => world.close());

  it('removes a collection with all it holds, and says what was where', async () => {
    await deliver(now());
    await deliver(now(), 'other.jpg');
    await world.start().indexer.index(aTask({ collectionId: 'friends', sentAt: now() }));
    const { id } = await world.jobs.create({ collectionId: 'family', source: 's3://photos', kind: 'prefix' });
    expect(await world.start().collectionDeletion.deleteCollection('family', forced)).toEqual({
      images: 2, faces: 3, vectors: 3, receipts: 2, cancelledJobs: 1,
    });
    expect(await stored()).toEqual({ vectors: 0 });
    expect(await world.collections.find('family')).toBeUndefined();
    expect(await world.jobs.isCancelled(id)).toBe(true);
    expect(await world.receipts.find('job', aTask())).toMatchObject({ state: 'superseded', faces: [] });
    expect(await world.store.stats('friends')).toEqual({ vectors: 2 });
  });

  it('does not know a collection that nobody made', async () => {
    await expect(world.start().collectionDeletion.deleteCollection('nobody', forced)).rejects.toThrow(CollectionNotFoundError);
  });

  it('is refused unless forced, but for an empty collection', async () => {
    await deliver(now());
    const { collectionDeletion, deletion } = world.start();
    await expect(collectionDeletion.deleteCollection('family', { force: false })).rejects.toThrow(CollectionNotEmptyError);
    await deletion.deleteImage(aTask());
    expect(await collectionDeletion.deleteCollection('family', { force: false })).toMatchObject({ images: 0, vectors: 0 });
  });

  it('beats messages that were sent before it, of known images and of others; not those sent later', async () => {
    const before = now();
    await deliver(before);
    await pass(1);
    await world.start().collectionDeletion.deleteCollection('family', forced);
    expect(await deliver(before)).toMatchObject({ state: 'superseded', faces: [] });
    expect(await deliver(before, 'other.jpg')).toMatchObject({ state: 'superseded' });
    expect(await stored()).toEqual({ vectors: 0 });
    expect(await world.collections.find('family')).toBeUndefined();
    await pass(1);
    expect(await deliver(now())).toMatchObject({ state: 'indexed' });
    expect(await world.settledFaces(aTask())).toHaveLength(2);
    expect(await world.collections.find('family')).toBeDefined();
  });

  it.each([
    'before images.read', 'after pool.analyze', 'after heads.acquire', 'before heads.noteIds', 'after heads.noteIds', 'before store.upsert',
    'after store.upsert', 'before heads.commit', 'after heads.commit', 'before receipts.put',
  ])('takes what an attempt in progress writes, too: one that stands still %s', async (step) => {
    const sentAt = now();
    await deliver(sentAt, 'other.jpg');
    await pass(1);
    const standing = barrier(step);
    const indexing = world.start({ gate: standing.gate }).indexer.index(aTask({ sentAt })).catch(() => undefined);
    await standing.reached;
    await world.start().collectionDeletion.deleteCollection('family', forced);
    standing.open();
    await indexing;
    await deliver(sentAt);
    expect(await stored()).toEqual({ vectors: 0 });
    expect((await world.heads.find(aTask()))?.notedIds ?? []).toEqual([]);
  });

  it.each(['before contents.removeHeads', 'before store.deleteCollection', 'before contents.scrubCollection', 'before collections.remove'])(
    'keeps what is sent after it waiting until it has ended: %s', async (step) => {
      await deliver(now());
      const standing = barrier(step);
      const deleting = world.start({ gate: standing.gate }).collectionDeletion.deleteCollection('family', forced);
      await standing.reached;
      await pass(1);
      const sentAt = now();
      await expect(world.start().indexer.index(aTask({ sentAt }))).rejects.toThrow(CollectionBusyError);
      standing.open();
      await deleting;
      await deliver(sentAt);
      expect(await world.settledFaces(aTask())).toHaveLength(2);
    },
  );

  it('that was frozen for long does not take what came in since', async () => {
    await deliver(now());
    const standing = barrier('after contents.removeHeads');
    const deleting = world.start({ gate: standing.gate }).collectionDeletion.deleteCollection('family', forced);
    await standing.reached;
    await pass(60_000);
    await deliver(now());
    standing.open();
    await expect(deleting).rejects.toThrow(CollectionBusyError);
    expect(await world.settledFaces(aTask())).toHaveLength(2);
  });

  it('that is killed at any step is finished by the next call', async () => {
    for (let steps = 0; ; steps += 1) {
      await pass(60_000);
      const sentAt = now();
      await deliver(sentAt);
      await pass(1);
      const gate = killedAfter(steps);
      await world.start({ gate }).collectionDeletion.deleteCollection('family', forced).catch(() => undefined);
      if (!gate.isDead()) break;
      await pass(60_000);
      await world.start().collectionDeletion.deleteCollection('family', forced).catch((error: unknown) => {
        if (!(error instanceof CollectionNotFoundError)) throw error;
      });
      expect(await deliver(sentAt)).toMatchObject({ state: 'superseded' });
      expect(await stored()).toEqual({ vectors: 0 });
    }
  });
});
