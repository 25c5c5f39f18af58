import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud, type LocalCloud } from '../../../../tools/local-cloud/local-cloud';
import { AttemptBrokenOffError } from '../errors';
import type { IndexingMessage } from '../indexing-message';
import { IndexingQueue } from '../indexing-queue';
import { IndexingQueueModule } from '../indexing-queue.module';
import { aMessage, queueOptions } from '../testing/messages';
import { QueueUpkeep } from '../queue-upkeep';
import type { Delivery, RemovedObject } from '../types';
import { IndexingConsumerModule } from './indexing-consumer.module';
import { IndexingHandler } from './indexing-handler';

/** Does what the test says with each message, and remembers it. */
class ScriptedHandler extends IndexingHandler {
  readonly atWork = 1;
  readonly inFlight = 1;
  readonly deliveries: (Delivery & { readonly key: string })[] = [];
  readiness = Promise.resolve();
  script: (message: IndexingMessage, delivery: Delivery) => Promise<void> = async () => undefined;

  ready(): Promise<void> {
    return this.readiness;
  }

  async handle(message: IndexingMessage, delivery: Delivery): Promise<void> {
    this.deliveries.push({ ...delivery, key: message.image_key });
    await this.script(message, delivery);
  }

  async remove(object: RemovedObject, delivery: Delivery): Promise<void> {
    this.deliveries.push({ ...delivery, key: `removed ${object.key}` });
  }

  of(key: string): Delivery[] {
    return this.deliveries.filter((delivery) => delivery.key === key);
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

function aPromise(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => undefined as void;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

const options = (endpoint: string) => queueOptions(endpoint, { maxReceiveCount: 2, eventCollections: [{ prefix: '', collectionId: 'all' }] });

const anEvent = (eventName: string, key: string) => ({
  eventName, eventTime: '2026-01-02T03:04:05.678Z', s3: { bucket: { name: 'photos' }, object: { key, size: 5 } },
});

describe('IndexingConsumerModule', () => {
  const directory = mkdtempSync(join(tmpdir(), 'facerec-queue-'));
  let cloud: LocalCloud;
  let app: INestApplicationContext;
  let queue: IndexingQueue;
  let handler: ScriptedHandler;

  async function start(): Promise<void> {
    handler = new ScriptedHandler();
    const queueModule = IndexingQueueModule.forRoot(options(cloud.endpoint));
    @Module({ providers: [{ provide: IndexingHandler, useValue: handler }], exports: [IndexingHandler] })
    class HandlerModule {}
    @Module({ imports: [queueModule, IndexingConsumerModule.forRoot({ queue: queueModule, imports: [HandlerModule] })] })
    class AppModule {}
    app = await NestFactory.createApplicationContext(AppModule, { logger: false });
    queue = app.get(IndexingQueue);
  }
  const empty = async () => {
    const { visible, inFlight } = await queue.depth();
    return visible + inFlight === 0;
  };

  beforeAll(async () => {
    cloud = await startLocalCloud({ directory });
    const setUp = new IndexingQueue(options(cloud.endpoint));
    await setUp.ensure();
    setUp.onApplicationShutdown();
    await start();
  });
  afterAll(async () => {
    await app.close();
    await cloud.stop();
    rmSync(directory, { recursive: true });
  });

  it('hands on each message with when it was sent, and acknowledges it when its handler resolves', async () => {
    const before = Date.now();
    await queue.enqueue([aMessage({ image_key: 'one' }), aMessage({ image_key: 'two' })]);
    await until(empty);
    expect(handler.deliveries.map(({ key }) => key).sort()).toEqual(['one', 'two']);
    for (const { sentAt, receiveCount } of handler.deliveries) {
      expect(receiveCount).toBe(1);
      expect(sentAt.getTime()).toBeGreaterThanOrEqual(before - 1000);
    }
  });

  it('delivers a message again that its handler threw on', async () => {
    handler.script = async (_message, { receiveCount }) => {
      if (receiveCount === 1) throw new Error('not this time');
    };
    await queue.enqueue([aMessage({ image_key: 'twice' })]);
    await until(() => handler.of('twice').length === 2);
    await until(empty);
    expect(handler.of('twice').map(({ receiveCount }) => receiveCount)).toEqual([1, 2]);
  });

  it('keeps a message for itself for longer than its visibility timeout', async () => {
    handler.script = () => new Promise((resolve) => setTimeout(resolve, 3500));
    await queue.enqueue([aMessage({ image_key: 'slow' })]);
    await until(() => handler.of('slow').length > 0);
    await until(empty);
    expect(handler.of('slow')).toHaveLength(1);
  });

  it('moves a message to the dead-letter queue after its last delivery, with the reason and when it was sent', async () => {
    handler.script = async (_message, { isLast }) => {
      throw new Error('The store does not answer.', { cause: new Error(isLast ? 'last time' : 'first time') });
    };
    await queue.enqueue([aMessage({ image_key: 'again and again' })]);
    await until(async () => (await queue.depth()).deadLetters === 1);
    await until(empty);
    expect(handler.of('again and again').map(({ isLast }) => isLast)).toEqual([false, true]);
    const { sentAt } = handler.of('again and again')[0] as Delivery;
    expect(await new QueueUpkeep(queue, 0).deadLetters()).toEqual([{
      body: JSON.stringify(aMessage({ image_key: 'again and again' })), problem: 'The store does not answer. (last time)', sentAt,
    }]);
    handler.script = async () => undefined;
    await until(async () => (await new QueueUpkeep(queue, 0).redrive()) === 1);
    await until(() => handler.of('again and again').length === 3);
    expect(handler.of('again and again')[2]).toMatchObject({ receiveCount: 1, sentAt });
    await until(empty);
  });

  it('counts no delivery that was broken off through no fault of the message', async () => {
    handler.script = async () => {
      const deliveries = handler.of('spared').length;
      if (deliveries === 1) throw new Error('not this time');
      if (deliveries === 2) throw new AttemptBrokenOffError({ cause: new Error('shutdown') });
    };
    await queue.enqueue([aMessage({ image_key: 'spared' })]);
    await until(() => handler.of('spared').length === 3);
    await until(empty);
    expect(handler.of('spared').map(({ receiveCount }) => receiveCount)).toEqual([1, 2, 1]);
    expect((await queue.depth()).deadLetters).toBe(0);
  });

  it('does all records of an S3 event before it acknowledges the message, and again when one fails', async () => {
    handler.script = async ({ image_key }, { receiveCount }) => {
      if (image_key === 'second photo.jpg' && receiveCount === 1) throw new Error('not this time');
    };
    const Records = [anEvent('ObjectCreated:Put', 'first.jpg'), anEvent('ObjectCreated:Copy', 'second+photo.jpg'), anEvent('ObjectRemoved:Delete', 'third.jpg')];
    await queue.enqueue([{ Records } as unknown as IndexingMessage, { Service: 'Amazon S3', Event: 's3:TestEvent' } as unknown as IndexingMessage]);
    await until(() => handler.of('removed third.jpg').length === 1);
    await until(empty);
    expect(handler.deliveries.slice(-5).map(({ key }) => key)).toEqual([
      'first.jpg', 'second photo.jpg', 'first.jpg', 'second photo.jpg', 'removed third.jpg',
    ]);
    expect(handler.of('removed third.jpg')[0]?.sentAt).toEqual(new Date('2026-01-02T03:04:05.678Z'));
    expect((await queue.depth()).deadLetters).toBe(0);
  });

  it('moves a body that nobody can read to the dead-letter queue, and goes on', async () => {
    handler.script = async () => undefined;
    await queue.enqueue([{ job_id: 'only' } as IndexingMessage, aMessage({ image_key: 'after' })]);
    await until(() => handler.of('after').length === 1);
    await until(empty);
    expect((await queue.depth()).deadLetters).toBe(1);
  });

  it('receives nothing while the handler is not ready', async () => {
    const outage = aPromise();
    handler.readiness = outage.promise;
    await queue.enqueue([aMessage({ image_key: 'last before the outage' })]);
    await until(() => handler.of('last before the outage').length === 1);
    await until(empty);
    await queue.enqueue([aMessage({ image_key: 'waiting' })]);
    await expect(queue.depth()).resolves.toMatchObject({ visible: 1, inFlight: 0 });
    expect(handler.of('waiting')).toHaveLength(0);
    outage.resolve();
    await until(() => handler.of('waiting').length === 1);
    expect(handler.of('waiting')[0]?.receiveCount).toBe(1);
    await until(empty);
  });

  it('goes on when the queue was killed and comes back', async () => {
    const port = Number(new URL(cloud.endpoint).port);
    process.kill(cloud.pid, 'SIGKILL');
    await cloud.stop();
    cloud = await startLocalCloud({ directory, port });
    await queue.enqueue([aMessage({ image_key: 'after the restart' })]);
    await until(() => handler.of('after the restart').length === 1);
    await until(empty);
  });

  it('closes only when the message in hand is done and acknowledged', async () => {
    const photo = aPromise();
    handler.script = () => photo.promise;
    await queue.enqueue([aMessage({ image_key: 'in hand' })]);
    await until(() => handler.of('in hand').length === 1);
    let closed = false;
    const closing = app.close().then(() => (closed = true));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(closed).toBe(false);
    photo.resolve();
    await closing;

    const watcher = new IndexingQueue(options(cloud.endpoint));
    await expect(watcher.depth()).resolves.toMatchObject({ visible: 0, inFlight: 0 });
    watcher.onApplicationShutdown();
  });
});
