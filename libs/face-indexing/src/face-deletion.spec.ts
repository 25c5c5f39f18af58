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
    const faceIds = receipt.faces.map(({ faceId }) => faceId);
    expect(await deletion.deleteImage(aTask(), at(20))).toEqual({ found: true, faces: 2, faceIds, receipts: 1 });
    expect(await faces()).toEqual([]);
    expect(await world.settledFaces(aTask({ key: 'other.jpg' }))).toEqual([confidenceOf('ann')]);
    expect(await deletion.deleteImage(aTask(), at(21))).toEqual({ found: false, faces: 0, faceIds: [], receipts: 0 });
    expect(await world.receipts.find('job', aTask())).toMatchObject({ state: 'superseded', faces: [], detectionId: null });
  });

  it('asked for by a person removes what is stored, however the clocks differ', async () => {
    const { indexer, deletion } = world.start();
    const sentAt = new Date(Date.now() + 5_000);
    await indexer.index(aTask({ sentAt }));
    expect(await deletion.deleteImage(aTask())).toMatchObject({ found: true, faces: 2 });
    expect(await indexer.index(aTask({ sentAt }))).toMatchObject({ state: 'superseded' });
    expect(await faces()).toEqual([]);
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
    expect(await deletion.deleteImage(aTask(), at(20))).toEqual({ found: true, faces: 0, faceIds: [], receipts: 0 });
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

describe('FaceDeletion of one face', () => {
  useVirtualTime();
  let world: World;
  let ann: string;
  beforeEach(async () => {
    world = await World.open();
    world.images.put('photos', 'party.jpg', 'ann bob', at(1));
    ann = (await world.start().indexer.index(aTask())).faces[0]!.faceId;
  });
  afterEach(() => world.close());
  const faces = () => world.settledFaces(aTask());

  it('removes it from store, head and receipts, and leaves the others', async () => {
    expect(await world.start().deletion.deleteFace('family', ann)).toEqual({
      image: { collectionId: 'family', bucket: 'photos', key: 'party.jpg' }, receipts: 1,
    });
    expect(await faces()).toEqual([confidenceOf('bob')]);
    expect((await world.receipts.find('job', aTask()))?.faces).toHaveLength(1);
    expect(await world.start().deletion.deleteFace('family', ann)).toBeUndefined();
  });

  it('outlasts messages of the same content: redelivered, later, and with another max_faces', async () => {
    const { indexer, deletion } = world.start();
    await deletion.deleteFace('family', ann);
    expect((await indexer.index(aTask())).faces).toHaveLength(1);
    expect((await indexer.index(aTask({ sentAt: at(11) }))).faces).toHaveLength(1);
    expect((await indexer.index(aTask({ sentAt: at(12), maxFaces: 2 }))).faces).toHaveLength(1);
    expect((await indexer.index(aTask({ sentAt: at(13), maxFaces: 5 }))).faces).toHaveLength(1);
    expect(await faces()).toEqual([confidenceOf('bob')]);
  });

  it('ends with another content of its image, and with the image\'s own deletion', async () => {
    const { indexer, deletion } = world.start();
    await deletion.deleteFace('family', ann);
    world.images.put('photos', 'party.jpg', 'ann cid', at(2));
    expect((await indexer.index(aTask({ sentAt: at(11) }))).faces).toHaveLength(2);
    const [other] = (await world.heads.find(aTask()))!.committed!.faces;
    await deletion.deleteFace('family', other!.faceId);
    await deletion.deleteImage(aTask(), at(20));
    expect((await indexer.index(aTask({ sentAt: at(21) }))).faces).toHaveLength(2);
  });

  it('waits for the attempt that is writing', async () => {
    world.images.put('photos', 'party.jpg', 'ann bob cid', at(2));
    const writing = barrier('before store.upsert');
    const indexing = world.start({ gate: writing.gate }).indexer.index(aTask({ sentAt: at(11) }));
    await writing.reached;
    const deleting = world.start().deletion.deleteFace('family', ann);
    writing.open();
    await Promise.all([indexing, deleting]);
    expect(await faces()).toHaveLength(3);
  });

  it('that is killed at any step is finished by the next call or message', async () => {
    for (let steps = 0; ; steps += 1) {
      await world.start().indexer.index(aTask({ sentAt: at(30 + steps) }));
      const gate = killedAfter(steps);
      await world.start({ gate }).deletion.deleteFace('family', ann).catch(() => undefined);
      if (!gate.isDead()) break;
      await world.start().deletion.deleteFace('family', ann);
      await world.start().indexer.index(aTask());
      expect(await faces()).toEqual([confidenceOf('bob')]);
      await world.start().deletion.deleteImage(aTask(), at(30 + steps));
      expect((await world.start().indexer.index(aTask({ sentAt: at(31 + steps) }))).faces).toHaveLength(2);
    }
    expect(await faces()).toEqual([confidenceOf('bob')]);
  });

  it('knows no bucket of a face that the original service stored', async () => {
    await world.store.upsert('family', [{ id: 'old', values: new Float32Array(4), metadata: { face_id: 'old', image_key: 'a.jpg' } }]);
    expect(await world.start().deletion.deleteFace('family', 'old')).toEqual({ image: null, receipts: 0 });
    expect(await world.store.fetch('family', ['old'])).toEqual([]);
  });
});
