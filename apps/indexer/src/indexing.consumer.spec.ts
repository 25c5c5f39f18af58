import type { FacePipelinePool } from '@facerec/face-pipeline';
import type { Place } from '@facerec/indexing-queue';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Heartbeat } from './heartbeat';
import { IndexingConsumer } from './indexing.consumer';
import type { Outage } from './outage';
import type { QueuedWork } from './queued-work';

const message = { job_id: 'job', collection_id: 'faces', s3_bucket: 'photos', image_key: 'a.jpg', max_faces: null };
const delivery = { messageId: '1', sentAt: new Date(0), receiveCount: 1, isLast: false };

const place = { enter: async () => undefined, leave: () => undefined } as Place;

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
    await aConsumer(async () => undefined, async () => undefined).handle(message, delivery, place);
    expect(beaten()).toBe(true);
    await expect(aConsumer(() => Promise.reject(new Error('no')), async () => undefined).handle(message, delivery, place)).rejects.toThrow('no');
    expect(beaten()).toBe(true);
    void aConsumer(() => new Promise(() => undefined), async () => undefined).handle(message, delivery, place);
    await new Promise((resolve) => setImmediate(resolve));
    expect(beaten()).toBe(false);
  });

  it('ends the start when the file cannot be written', async () => {
    expect(() => new Heartbeat(join(directory, 'missing', 'heartbeat')).beat()).toThrow(/ENOENT.*missing/);
    expect(() => new Heartbeat().beat()).not.toThrow();
  });
});

describe('the place of a photo in the IndexingConsumer', () => {
  it('is left when only writes are left, and taken again for another attempt after an outage', async () => {
    const steps: string[] = [];
    const kept = { enter: async () => void steps.push('enter'), leave: () => void steps.push('leave') } as unknown as Place;
    const index = async (_task: unknown, _delivery: unknown, onAnalysed: () => void) => {
      onAnalysed();
      steps.push('write');
    };
    const outage = { outlast: async (work: () => Promise<void>) => { await work(); steps.push('outage'); await work(); } } as Outage;
    const consumer = new IndexingConsumer({ index } as unknown as QueuedWork, {} as FacePipelinePool, outage, new Heartbeat());
    await consumer.handle(message, delivery, kept);
    expect(steps).toEqual(['enter', 'leave', 'write', 'outage', 'enter', 'leave', 'write']);
  });

  it('is for two photos a worker, while ten may be in hand', () => {
    const pool = { stats: () => ({ workers: 3 }) } as FacePipelinePool;
    expect(new IndexingConsumer({} as QueuedWork, pool, {} as Outage, new Heartbeat())).toMatchObject({ atWork: 6, inFlight: 30 });
  });
});
