import type { EnqueuedStep, EnqueueLease, Enqueueing, Job } from '@facerec/catalog';
import type { ImageListing, ImageStore } from '@facerec/image-store';
import type { IndexingMessage, IndexingQueue } from '@facerec/indexing-queue';
import { Logger } from '@nestjs/common';
import { EnqueueSlices } from './enqueue-slices';
import type { JobRetry } from './job-retry';

const keyOf = (n: number): string => `album/${String(n).padStart(6, '0')}.jpg`;
const aJob = (facts: Partial<Job> = {}): Job => ({
  id: 'job', collectionId: 'demo', kind: 'prefix', source: 's3://photos/album/', maxFaces: 3, enqueued: 0, skipped: 0, cursor: null, complete: false,
  createdAt: new Date(), cancelledAt: null, retryAt: null, problem: null, ...facts,
});

/** A bucket of so many photos, a queue, and a catalog that holds one job. */
function aWorld(objects: number, facts: Partial<Job> = {}) {
  const world = { job: aJob(facts), sent: [] as IndexingMessage[], largestSend: 0, listed: 0, cancelledAt: Infinity };
  const images = {
    async *list(_bucket: string, _prefix: string, after = ''): AsyncGenerator<ImageListing> {
      const first = after === '' ? 0 : Number(/\d+/.exec(after)?.[0]) + 1;
      for (let n = first; n < objects; n += 1) {
        world.listed += 1;
        yield { bucket: 'photos', key: keyOf(n), size: 1, lastModified: new Date(), etag: '' };
      }
    },
  };
  const queue = {
    enqueue: async (messages: readonly IndexingMessage[]) => {
      world.sent.push(...messages);
      world.largestSend = Math.max(world.largestSend, messages.length);
    },
  };
  const enqueueing = {
    advance: async (lease: EnqueueLease, { enqueued, skipped, cursor }: EnqueuedStep) => {
      if (world.sent.length >= world.cancelledAt) return undefined;
      world.job = { ...world.job, enqueued: world.job.enqueued + enqueued, skipped: world.job.skipped + skipped, cursor };
      return { ...lease, job: world.job };
    },
    release: async () => undefined,
    complete: async () => {
      world.job = { ...world.job, complete: true };
    },
  };
  const slices = new EnqueueSlices(enqueueing as unknown as Enqueueing, queue as unknown as IndexingQueue, images as unknown as ImageStore, {} as JobRetry);
  const slice = (signal = new AbortController().signal) => slices.enqueue({ job: world.job, owner: 'me', ttlMs: 1 }, signal);
  return { world, slice };
}

describe('EnqueueSlices', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('puts 100,000 photos in the queue without ever holding more than a step of them', async () => {
    const { world, slice } = aWorld(100_000);
    let slicesDone = 0;
    for (; !world.job.complete; slicesDone += 1) {
      const before = world.listed;
      await slice();
      expect(world.listed - before).toBeLessThanOrEqual(1_000);
    }
    expect(slicesDone).toBe(101);
    expect(world.largestSend).toBe(100);
    expect(world.job).toMatchObject({ enqueued: 100_000, cursor: keyOf(99_999) });
    expect(new Set(world.sent.map(({ image_key }) => image_key)).size).toBe(100_000);
    expect(world.sent[0]).toEqual({ job_id: 'job', collection_id: 'demo', s3_bucket: 'photos', image_key: keyOf(0), max_faces: 3 });
  });

  it('goes on behind the last key that was noted', async () => {
    const { world, slice } = aWorld(250, { cursor: keyOf(99), enqueued: 100 });
    await slice();
    expect(world.sent.map(({ image_key }) => image_key)).toEqual(Array.from({ length: 150 }, (_, n) => keyOf(n + 100)));
    expect(world.job).toMatchObject({ enqueued: 250, complete: true });
  });

  it('stops after the step in hand when it is told to, or finds its job taken or cancelled', async () => {
    const stopped = aWorld(500);
    await stopped.slice(AbortSignal.abort());
    expect(stopped.world.job).toMatchObject({ enqueued: 100, complete: false });
    const cancelled = aWorld(500);
    cancelled.world.cancelledAt = 200;
    await cancelled.slice();
    expect(cancelled.world.sent).toHaveLength(200);
    expect(cancelled.world.job.complete).toBe(false);
  });

  it('sends the one photo that the request for it could not send, and nothing for an upload', async () => {
    const photo = aWorld(0, { kind: 'image', source: 's3://photos/a/b.jpg' });
    await photo.slice();
    expect(photo.world.sent.map(({ image_key }) => image_key)).toEqual(['a/b.jpg']);
    const upload = aWorld(0, { kind: 'image', source: 'upload:sha256:abc' });
    await upload.slice();
    expect(upload.world.sent).toEqual([]);
    expect(upload.world.job.complete).toBe(true);
  });
});
