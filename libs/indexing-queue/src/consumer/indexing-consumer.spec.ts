import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud, type LocalCloud } from '../../../../tools/local-cloud/local-cloud';
import type { IndexingMessage } from '../indexing-message';
import { IndexingQueue } from '../indexing-queue';
import { IndexingQueueModule } from '../indexing-queue.module';
import { aMessage, queueOptions } from '../testing/messages';
import type { Delivery } from '../types';
import { IndexingConsumerModule } from './indexing-consumer.module';
import { IndexingHandler } from './indexing-handler';

/** Does what the test says with each message, and remembers it. */
class ScriptedHandler extends IndexingHandler {
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

describe('IndexingConsumerModule', () => {
  const directory = mkdtempSync(join(tmpdir(), 'facerec-queue-'));
  let cloud: LocalCloud;
  let app: INestApplicationContext;
  let queue: IndexingQueue;
  let handler: ScriptedHandler;

  async function start(): Promise<void> {
    handler = new ScriptedHandler();
    const queueModule = IndexingQueueModule.forRoot(queueOptions(cloud.endpoint));
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
    const setUp = new IndexingQueue(queueOptions(cloud.endpoint));
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

    const watcher = new IndexingQueue(queueOptions(cloud.endpoint));
    await expect(watcher.depth()).resolves.toMatchObject({ visible: 0, inFlight: 0 });
    watcher.onApplicationShutdown();
  });
});
