import { VectorStoreUnavailableError } from '@facerec/vector-store';
import { confidenceOf } from './testing/fake-photos';
import { Killed, barrier, failingOnce, killedAfter } from './testing/gates';
import { pass, useVirtualTime } from './testing/virtual-time';
import { World, aTask, at } from './testing/world';

jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => pass(ms) }));

describe('FaceDeletion', () => {
  useVirtualTime();
  let world: World;
  beforeEach(async () => {
    world = await World.open();
    world.images.put('photos', 'party.jpg', 'ann bob', at(1));
  });
  afterEach(() => world.close());
  const faces = () => world.settledFaces(aTask());

  it('removes the faces of one image and says which', async () => {
    world.images.put('photos', 'other.jpg', 'ann', at(1));
    const { indexer, deletion } = world.start();
    await indexer.index(aTask({ key: 'other.jpg' }));
    const receipt = await indexer.index(aTask());
    expect(await deletion.deleteImage(aTask(), at(20))).toEqual({ faceIds: receipt.faces.map(({ faceId }) => faceId) });
    expect(await faces()).toEqual([]);
    expect(await world.settledFaces(aTask({ key: 'other.jpg' }))).toEqual([confidenceOf('ann')]);
    expect(await deletion.deleteImage(aTask(), at(21))).toEqual({ faceIds: [] });
  });

  it('beats a message that was sent before it, not one that was sent later', async () => {
    const { indexer, deletion } = world.start();
    await deletion.deleteImage(aTask(), at(20));
    expect(await indexer.index(aTask({ sentAt: at(19) }))).toMatchObject({ state: 'superseded', faces: [], detectionId: null });
    expect(await indexer.index(aTask({ sentAt: at(20) }))).toMatchObject({ state: 'superseded' });
    expect(await faces()).toEqual([]);
    expect(await indexer.index(aTask({ sentAt: at(21) }))).toMatchObject({ state: 'indexed' });
    expect(await faces()).toEqual(['ann', 'bob'].map(confidenceOf));
  });

  it('that comes late leaves alone what a later message has indexed', async () => {
    const { indexer, deletion } = world.start();
    await indexer.index(aTask({ sentAt: at(21) }));
    expect(await deletion.deleteImage(aTask(), at(20))).toEqual({ faceIds: [] });
    expect(await faces()).toHaveLength(2);
  });

  it('waits for the attempt that is writing, and removes what it wrote', async () => {
    const writing = barrier('before store.upsert');
    const indexing = world.start({ gate: writing.gate }).indexer.index(aTask());
    await writing.reached;
    const deleting = world.start().deletion.deleteImage(aTask(), at(20));
    writing.open();
    await Promise.all([indexing, deleting]);
    expect(await faces()).toEqual([]);
  });

  it('is finished by the same call when the store was down', async () => {
    const outage = new VectorStoreUnavailableError('memory');
    const { indexer, deletion } = world.start({ gate: failingOnce('before store.deleteByIds', outage) });
    await indexer.index(aTask());
    await expect(deletion.deleteImage(aTask(), at(20))).rejects.toBe(outage);
    expect((await deletion.deleteImage(aTask(), at(20))).faceIds).toHaveLength(2);
    expect(await faces()).toEqual([]);
  });

  it('that is killed at any step is finished by the next call', async () => {
    for (let steps = 0; ; steps += 1) {
      const sentAt = at(30 + 2 * steps);
      await world.start().indexer.index(aTask({ sentAt }));
      const gate = killedAfter(steps);
      const deletedAt = at(31 + 2 * steps);
      const outcome = await world.start({ gate }).deletion.deleteImage(aTask(), deletedAt).catch((error: unknown) => error);
      if (!gate.isDead()) break;
      // Killed while giving the lease back, it has done its work.
      if (!(outcome instanceof Killed)) expect(await faces()).toEqual([]);
      await world.start().deletion.deleteImage(aTask(), deletedAt);
      expect(await faces()).toEqual([]);
    }
  });
});
