import { CatalogUnavailableError } from '@facerec/catalog';
import { ImageTooLargeError, PipelineBusyError } from '@facerec/face-pipeline';
import { BucketNotAllowedError, ImageNotFoundError, ImageStoreUnavailableError, ObjectTooLargeError } from '@facerec/image-store';
import { VectorStoreUnavailableError } from '@facerec/vector-store';
import { FakePipelinePool, confidenceOf, fakePack } from './testing/fake-photos';
import { barrier, failingOnce } from './testing/gates';
import { pass, useVirtualTime } from './testing/virtual-time';
import { World, aTask, at } from './testing/world';

jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => pass(ms) }));

const outage = new VectorStoreUnavailableError('memory');

describe('FaceIndexer, when something goes wrong', () => {
  useVirtualTime();
  let world: World;
  beforeEach(async () => { world = await World.open(); });
  afterEach(() => world.close());
  const put = (content: string, seconds = 1) => world.images.put('photos', 'party.jpg', content, at(seconds));
  const storedFaces = () => world.settledFaces(aTask());
  const shown = (...names: string[]) => names.map(confidenceOf);

  describe('an image that can never succeed', () => {
    it('is finished with a failed receipt', async () => {
      put('garbage');
      const receipt = await world.start().indexer.index(aTask());
      expect(receipt).toMatchObject({ state: 'failed', faces: [], problem: { code: 'undecodable_image', detail: expect.stringMatching(/unknown format/) } });
      expect(await world.receipts.find('job', aTask())).toEqual(receipt);
    });

    it.each([
      ['before images.read', 'image_too_large', new ObjectTooLargeError('party.jpg', 9, 8)],
      ['before images.read', 'bucket_not_allowed', new BucketNotAllowedError('photos')],
      ['before pool.analyze', 'image_too_large', new ImageTooLargeError('pixels', 9, 8)],
    ])('says why (%s: %s)', async (step, code, error) => {
      put('ann');
      const receipt = await world.start({ gate: failingOnce(step, error) }).indexer.index(aTask());
      expect(receipt.problem).toEqual({ code, detail: error.message });
    });

    it('is one of another model than its collection', async () => {
      put('ann');
      await world.start().indexer.index(aTask());
      const { indexer } = world.start({ pool: new FakePipelinePool({ ...fakePack, embeddingContract: 'contract-b' }) });
      expect((await indexer.index(aTask({ jobId: 'other' }))).problem?.code).toBe('model_mismatch');
      expect(await storedFaces()).toEqual(shown('ann'));
    });

    it('is a missing object, but only after the grace time', async () => {
      const sentAt = new Date(Date.now());
      const { indexer } = world.start({ missingObjectGraceMs: 5_000 });
      await pass(4_999);
      await expect(indexer.index(aTask({ sentAt }))).rejects.toThrow(ImageNotFoundError);
      expect(await world.receipts.find('job', aTask())).toBeUndefined();
      await pass(1);
      expect((await indexer.index(aTask({ sentAt }))).problem?.code).toBe('object_not_found');
    });
  });

  describe('a trouble that passes', () => {
    it.each([
      ['before images.read', new ImageStoreUnavailableError()],
      ['before pool.analyze', new PipelineBusyError()],
      ['before collections.ensure', new CatalogUnavailableError()],
      ['before heads.find', new CatalogUnavailableError()],
      ['before heads.acquire', new CatalogUnavailableError()],
      ['before heads.noteIds', new CatalogUnavailableError()],
      ['before store.upsert', outage],
      ['after store.upsert', outage],
      ['before heads.commit', new CatalogUnavailableError()],
      ['before store.deleteByIds', outage],
      ['after store.deleteByIds', outage],
      ['before heads.forgetIds', new CatalogUnavailableError()],
      ['before receipts.put', new CatalogUnavailableError()],
    ])('is thrown (%s), and the next try ends well', async (step, error) => {
      put('ann bob');
      await world.start().indexer.index(aTask());
      put('cid', 2);
      const task = aTask({ jobId: 'retried', sentAt: at(12) });
      const { indexer } = world.start({ gate: failingOnce(step, error) });
      await expect(indexer.index(task)).rejects.toBe(error);
      expect(await world.receipts.find('retried', task)).toBeUndefined();

      expect((await indexer.index(task)).state).toBe('indexed');
      expect(await storedFaces()).toEqual(shown('cid'));
    });

    it('does not undo the work when only the lease cannot be given back', async () => {
      put('ann');
      const { indexer } = world.start({ gate: failingOnce('before heads.release', new CatalogUnavailableError()) });
      expect((await indexer.index(aTask())).state).toBe('indexed');
    });

    it('is a live attempt that does not let go of the image', async () => {
      put('ann');
      const held = barrier('before store.upsert');
      const first = world.start({ gate: held.gate, headLeaseMs: 1_000_000 }).indexer.index(aTask());
      await held.reached;
      await expect(world.start({ headLeaseMs: 1_000 }).indexer.index(aTask())).rejects.toThrow('still indexing');
      held.open();
      await first;
    });
  });

  describe('an image that is given up', () => {
    it('has a receipt that says so, until an attempt comes to an end of its own', async () => {
      put('ann');
      const { indexer } = world.start();
      await indexer.giveUp(aTask());
      expect(await world.receipts.find('job', aTask())).toMatchObject({ state: 'failed', problem: { code: 'indexing_failed' } });
      const receipt = await indexer.index(aTask());
      await indexer.giveUp(aTask());
      expect(await world.receipts.find('job', aTask())).toEqual(receipt);
    });
  });
});
