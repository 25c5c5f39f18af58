import type { EnqueueLease, Enqueueing, Job, Receipt, ReceiptListing, Receipts } from '@facerec/catalog';
import { QueueDeniedError, QueueUnavailableError, QueueUpkeep, type IndexingMessage, type IndexingQueue } from '@facerec/indexing-queue';
import { Logger } from '@nestjs/common';
import { JobRetry } from './job-retry';

const retryAt = new Date();
const job: Job = {
  id: 'job', collectionId: 'demo', kind: 'keys', source: 's3://photos', maxFaces: 3, enqueued: 250, skipped: 0, cursor: '250', complete: true,
  createdAt: new Date(0), cancelledAt: null, retryAt, problem: null,
};
const aReceipt = (key: string, bucket = 'photos'): Receipt => ({
  jobId: 'job', collectionId: 'demo', bucket, key, state: 'failed', detectionId: null, faces: [], passedOver: [], problem: null, finishedAt: new Date(1),
});

function aWorld(failed: Receipt[]) {
  const world = { sent: [] as IndexingMessage[], failed, done: false };
  const receipts = {
    list: async (_job: string, { after, limit }: ReceiptListing) => world.failed.filter(({ key }) => after === undefined || key > after.key).slice(0, limit),
    withdrawFailures: async (withdrawn: readonly Receipt[]) => void (world.failed = world.failed.filter((receipt) => !withdrawn.includes(receipt))),
  };
  const enqueueing = {
    advance: async (lease: EnqueueLease) => lease,
    retried: async () => void (world.done = true),
  };
  const queue = { enqueue: async (messages: readonly IndexingMessage[]) => void world.sent.push(...messages) };
  const retry = new JobRetry(enqueueing as unknown as Enqueueing, receipts as unknown as Receipts, queue as unknown as IndexingQueue);
  return { world, run: () => retry.retry({ job, owner: 'me', ttlMs: 1 }, new AbortController().signal) };
}

describe('JobRetry', () => {
  const redrive = jest.spyOn(QueueUpkeep.prototype, 'redrive');
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => redrive.mockResolvedValue(0));
  afterAll(() => jest.restoreAllMocks());

  it('sends every failed image again, and withdraws its receipt', async () => {
    const { world, run } = aWorld(Array.from({ length: 250 }, (_, n) => aReceipt(String(n).padStart(3, '0'))));
    await run();
    expect(world).toMatchObject({ failed: [], done: true });
    expect(new Set(world.sent.map(({ image_key }) => image_key)).size).toBe(250);
    expect(world.sent[0]).toEqual({ job_id: 'job', collection_id: 'demo', s3_bucket: 'photos', image_key: '000', max_faces: 3 });
  });

  it('leaves uploads alone, whose bytes are gone', async () => {
    const { world, run } = aWorld([aReceipt('a', ''), aReceipt('b')]);
    await run();
    expect(world.sent.map(({ image_key }) => image_key)).toEqual(['b']);
    expect(world.failed.map(({ key }) => key)).toEqual(['a']);
  });

  it('does without the dead letters when it may not read them, and waits for a queue that does not answer', async () => {
    redrive.mockRejectedValueOnce(new QueueDeniedError({ cause: new Error('not authorized to perform: sqs:receivemessage') }));
    const denied = aWorld([aReceipt('a')]);
    await denied.run();
    expect(denied.world).toMatchObject({ failed: [], done: true });
    redrive.mockRejectedValueOnce(new QueueUnavailableError());
    await expect(aWorld([]).run()).rejects.toThrow(QueueUnavailableError);
  });
});
