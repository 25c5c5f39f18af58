import { createHash } from 'node:crypto';
import { detectionId, faceId } from './identity';
import { FakePipelinePool, confidenceOf, fakePack } from './testing/fake-photos';
import { barrier } from './testing/gates';
import { pass, useVirtualTime } from './testing/virtual-time';
import { World, aTask, at } from './testing/world';

jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => pass(ms) }));

describe('FaceIndexer', () => {
  useVirtualTime();
  let world: World;
  beforeEach(async () => { world = await World.open(); });
  afterEach(() => world.close());
  const put = (content: string, seconds = 1) => world.images.put('photos', 'party.jpg', content, at(seconds));
  const storedFaces = () => world.settledFaces(aTask());
  const shown = (...names: string[]) => names.map(confidenceOf);

  describe('one image', () => {
    it('stores every face with its place, and says so in the receipt', async () => {
      put('ann bob');
      const receipt = await world.start().indexer.index(aTask());

      const content = { contentSha256: createHash('sha256').update('ann bob').digest('hex'), embeddingContract: 'contract-a' };
      const ids = [0, 1].map((rank) => faceId(aTask(), content, rank));
      expect(receipt).toMatchObject({
        jobId: 'job', collectionId: 'family', bucket: 'photos', key: 'party.jpg', state: 'indexed', problem: null,
        detectionId: detectionId(aTask(), content),
        faces: ids.map((id, rank) => ({
          faceId: id, confidence: shown('ann', 'bob')[rank], box: { left: 0.1, top: 0.1, width: 0.2, height: 0.2 },
        })),
      });
      expect(await world.receipts.find('job', aTask())).toEqual(receipt);
      const head = await world.heads.find(aTask());
      expect(head?.committed).toMatchObject({ ...content, maxFaces: null, sentAt: at(10), lastModified: at(1), faces: receipt.faces });
      expect(await storedFaces()).toEqual(shown('ann', 'bob'));
    });

    it('writes the metadata of the Pinecone layout, flat', async () => {
      put('ann');
      const receipt = await world.start().indexer.index(aTask());
      const [record] = await world.store.fetch('family', [receipt.faces[0]!.faceId]);
      expect(record!.metadata).toEqual({
        face_id: record!.id,
        image_key: 'party.jpg',
        detection_id: receipt.detectionId,
        confidence: confidenceOf('ann'),
        bbox_left: 0.1,
        bbox_top: 0.1,
        bbox_width: 0.2,
        bbox_height: 0.2,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        bucket: 'photos',
        content_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        embedding_contract: 'contract-a',
        schema: 2,
      });
    });

    it('says when the photo is analysed and only its writes are left', async () => {
      put('ann');
      const steps: string[] = [];
      const { indexer } = world.start({ gate: async (step) => void steps.push(step) });
      await indexer.index(aTask(), () => steps.push('analysed'));
      const order = ['after pool.analyze', 'analysed', 'before heads.acquire', 'before store.upsert'];
      expect(steps.filter((step) => order.includes(step))).toEqual(order);
    });

    it('reads and analyses a photo again that another attempt left in doubt meanwhile', async () => {
      put('ann');
      const { gate, reached, open } = barrier('before heads.acquire');
      const steps: string[] = [];
      const waiting = world.start({ gate: async (step) => (steps.push(step), gate(step)) }).indexer.index(aTask());
      await reached;
      await world.start().indexer.index(aTask({ jobId: 'other' }));
      const head = await world.heads.find(aTask());
      const lease = await world.heads.acquire(aTask(), 'frozen', 1_000);
      await world.heads.noteAfterLoss(lease!, head!.committed!.faces.map(({ faceId: id }) => id));
      await world.heads.release(lease!);
      open();
      expect(await waiting).toMatchObject({ state: 'indexed' });
      expect(steps.filter((step) => step === 'before images.read' || step === 'before pool.analyze')).toHaveLength(4);
      expect(await storedFaces()).toEqual(shown('ann'));
    });

    it('looks again when it is told to look in another way, and not when in the same', async () => {
      put('ann');
      const pool = new FakePipelinePool();
      const { indexer } = world.start({ pool });
      for (const [second, detail] of [[11, 'thorough'], [12, 'thorough'], [13, 'fast']] as const) await indexer.index(aTask({ sentAt: at(second), labels: { detail } }));
      expect(pool.analyses).toBe(2);
    });

    it('finishes a photo without faces', async () => {
      put('');
      expect(await world.start().indexer.index(aTask())).toMatchObject({ state: 'no_face', faces: [], problem: null });
      expect(await storedFaces()).toEqual([]);
    });

    it('embeds at most max_faces, never more than the service allows, and tells which it passed over', async () => {
      put('ann bob cid dan');
      const { indexer } = world.start({ maxFacesPerImage: 3 });
      expect((await indexer.index(aTask({ maxFaces: 2 }))).passedOver).toHaveLength(2);
      expect((await indexer.index(aTask({ maxFaces: 9, sentAt: at(11) }))).faces).toHaveLength(3);
    });
  });

  describe('the same message again', () => {
    it('gives the same faces without running the models', async () => {
      put('ann bob');
      const pool = new FakePipelinePool();
      const { indexer } = world.start({ pool });
      const first = await indexer.index(aTask());
      const second = await indexer.index(aTask());
      expect(second).toEqual({ ...first, finishedAt: expect.any(Date) });
      expect(pool.analyses).toBe(1);
      expect(await storedFaces()).toEqual(shown('ann', 'bob'));
      expect(await world.receipts.list('job', { limit: 9 })).toHaveLength(1);
    });

    it('at once gives one set of faces and one receipt', async () => {
      put('ann bob');
      const receipts = await Promise.all([1, 2, 3].map(() => world.start().indexer.index(aTask())));
      expect(new Set(receipts.map(({ faces }) => JSON.stringify(faces))).size).toBe(1);
      expect(await storedFaces()).toEqual(shown('ann', 'bob'));
      expect(await world.receipts.list('job', { limit: 9 })).toHaveLength(1);
    });

    it('on a CPU that misses a borderline face keeps the first committed set, and leaves nothing of the other', async () => {
      put('ann bob cid');
      const slow = barrier('after pool.analyze');
      const late = world.start({ gate: slow.gate }).indexer.index(aTask());
      await slow.reached;
      const first = await world.start({ pool: new FakePipelinePool(fakePack, 'bob') }).indexer.index(aTask());
      slow.open();
      expect((await late).faces).toEqual(first.faces);
      expect(await storedFaces()).toEqual(shown('ann', 'cid'));
    });

    it('gives each job its own receipt', async () => {
      put('ann');
      const { indexer } = world.start();
      await indexer.index(aTask());
      await indexer.index(aTask({ jobId: 'second', sentAt: at(11) }));
      expect((await world.receipts.find('second', aTask()))?.state).toBe('indexed');
    });
  });

  describe('changed photos', () => {
    it('replaces the faces of an overwritten photo', async () => {
      const { indexer } = world.start();
      put('ann bob');
      await indexer.index(aTask());
      put('cid', 2);
      expect(await indexer.index(aTask({ sentAt: at(12) }))).toMatchObject({ state: 'indexed', faces: [{ confidence: confidenceOf('cid') }] });
      expect(await storedFaces()).toEqual(shown('cid'));
    });

    it('removes the faces of a photo whose new content has none', async () => {
      const { indexer } = world.start();
      put('ann bob');
      await indexer.index(aTask());
      put('', 2);
      expect((await indexer.index(aTask({ sentAt: at(12) }))).state).toBe('no_face');
      expect(await storedFaces()).toEqual([]);
    });

    it('lets older content lose that was read before the newer one was stored', async () => {
      put('ann');
      const slow = barrier('after images.read');
      const late = world.start({ gate: slow.gate }).indexer.index(aTask());
      await slow.reached;
      put('bob', 2);
      await world.start().indexer.index(aTask({ jobId: 'newer', sentAt: at(12) }));
      slow.open();
      expect(await late).toMatchObject({ state: 'superseded', faces: [{ confidence: confidenceOf('bob') }] });
      expect(await storedFaces()).toEqual(shown('bob'));
    });

    it('asks the object itself which of two contents of one second is the newer', async () => {
      put('ann', 1.1);
      const slow = barrier('after images.read');
      const late = world.start({ gate: slow.gate }).indexer.index(aTask());
      await slow.reached;
      put('bob', 1.9);
      await world.start().indexer.index(aTask({ jobId: 'newer', sentAt: at(12) }));
      put('cid', 1.95);
      await world.start().indexer.index(aTask({ jobId: 'newest', sentAt: at(13) }));
      slow.open();
      await expect(late).rejects.toThrow('was overwritten');
      expect(await storedFaces()).toEqual(shown('cid'));
    });

    it.each([[1, 2, ['ann']], [2, 1, ['ann', 'bob']]])('lets the later sent of max_faces %i and then %i win, in either order', async (first, second, kept) => {
      put('ann bob');
      const tasks = [aTask({ maxFaces: second, sentAt: at(10) }), aTask({ jobId: 'later', maxFaces: first, sentAt: at(20) })];
      for (const task of [...tasks, ...tasks.reverse()]) await world.start().indexer.index(task);
      expect(await storedFaces()).toEqual(shown(...kept));
      expect((await world.receipts.find('job', aTask()))?.state).toBe('superseded');
    });

    it('remembers the later of two equal messages when it judges one sent in between', async () => {
      put('ann bob');
      const { indexer } = world.start();
      await indexer.index(aTask({ sentAt: at(10) }));
      await indexer.index(aTask({ sentAt: at(30) }));
      expect((await indexer.index(aTask({ maxFaces: 1, sentAt: at(20) }))).state).toBe('superseded');
      expect(await storedFaces()).toEqual(shown('ann', 'bob'));
    });
  });
});
