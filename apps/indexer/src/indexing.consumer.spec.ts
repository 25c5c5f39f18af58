import type { FacePipelinePool } from '@facerec/face-pipeline';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Heartbeat } from './heartbeat';
import { IndexingConsumer } from './indexing.consumer';
import type { Outage } from './outage';
import type { QueuedWork } from './queued-work';

const message = { job_id: 'job', collection_id: 'faces', s3_bucket: 'photos', image_key: 'a.jpg', max_faces: null };
const delivery = { messageId: '1', sentAt: new Date(0), receiveCount: 1, isLast: false };

describe('the heartbeat of the IndexingConsumer', () => {
  const directory = mkdtempSync(join(tmpdir(), 'facerec-heartbeat-'));
  const file = join(directory, 'heartbeat');
  afterAll(() => rmSync(directory, { recursive: true }));

  /** Whether there was a beat since the last question. */
  function beaten(): boolean {
    const was = existsSync(file);
    rmSync(file, { force: true });
    return was;
  }

  function aConsumer(index: () => Promise<void>, over: () => Promise<void>): IndexingConsumer {
    const outage = { over, outlast: (work: () => Promise<void>) => work() } as Outage;
    return new IndexingConsumer({ index } as unknown as QueuedWork, {} as FacePipelinePool, outage, new Heartbeat(file));
  }

  it('beats at every poll', async () => {
    const consumer = aConsumer(async () => undefined, async () => undefined);
    await consumer.ready();
    expect(beaten()).toBe(true);
    await consumer.ready();
    expect(beaten()).toBe(true);
  });

  it('beats when a photo is finished, well or not, and not while one is stuck', async () => {
    await aConsumer(async () => undefined, async () => undefined).handle(message, delivery);
    expect(beaten()).toBe(true);
    await expect(aConsumer(() => Promise.reject(new Error('no')), async () => undefined).handle(message, delivery)).rejects.toThrow('no');
    expect(beaten()).toBe(true);
    void aConsumer(() => new Promise(() => undefined), async () => undefined).handle(message, delivery);
    await new Promise((resolve) => setImmediate(resolve));
    expect(beaten()).toBe(false);
  });

  it('ends the start when the file cannot be written', async () => {
    expect(() => new Heartbeat(join(directory, 'missing', 'heartbeat')).beat()).toThrow(/ENOENT.*missing/);
    expect(() => new Heartbeat().beat()).not.toThrow();
  });
});
