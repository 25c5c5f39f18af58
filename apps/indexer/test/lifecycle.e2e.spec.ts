import { QueueUpkeep } from '@facerec/indexing-queue';
import { once } from 'node:events';
import { createServer, request as forward, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IndexerProcesses } from './indexer-process';
import { isDrained, startLocalIndexing, until, type LocalIndexing } from './local-indexing';
import { anAlbum } from './photos';

async function listen(answer: RequestListener): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function aPromise(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

describe('an indexer process that has to stop', () => {
  let local: LocalIndexing;
  let indexers: IndexerProcesses;

  beforeAll(async () => {
    [local, indexers] = await Promise.all([startLocalIndexing(), IndexerProcesses.open()]);
  });
  afterAll(async () => {
    await indexers?.close();
    await local?.close();
  });

  it('since its Spot instance is taken back finishes what it has in hand, exits with 0 and leaves the rest', async () => {
    const asked = aPromise();
    const noticed = aPromise();
    // The notice comes when the test wants it: until then the first question is not answered.
    const metadata = await listen(async ({ method, url }, response) => {
      asked.resolve();
      await noticed.promise;
      if (method === 'PUT' && url === '/latest/api/token') return response.end('token');
      response.end(JSON.stringify({ action: 'terminate', time: '2026-01-02T03:04:05Z' }));
    });
    const photos = anAlbum('spot', 60);
    await local.send('spot', photos);
    const indexer = indexers.start({ ...local.env, SPOT_NOTICE_URL: metadata.url });
    await asked.promise;
    await until(async () => (await local.receiptsOf('spot')).length >= 2);
    noticed.resolve();
    expect(await once(indexer, 'exit')).toEqual([0, null]);
    const done = (await local.receiptsOf('spot')).length;
    expect(done).toBeLessThan(60);
    expect(await local.queue.depth()).toMatchObject({ visible: 60 - done, inFlight: 0, deadLetters: 0 });
    await metadata.close();
    // What was left is not waited for below.
    await new QueueUpkeep(local.queue, 0).drain('queue');
  });

  it('waits no longer than it may: what is in hand then was not acknowledged, and comes again', async () => {
    const stalled = anAlbum('stalled', 1);
    const [photo] = stalled;
    await local.send('stalled', stalled);
    const read = aPromise();
    const target = new URL(local.env['AWS_ENDPOINT_URL'] ?? '');
    // S3 and SQS as they are, but for one photo that never arrives.
    const proxy = await listen((incoming, outgoing) => {
      if (incoming.method === 'GET' && incoming.url?.includes(photo?.key ?? '') === true) return read.resolve();
      const { method, url: path, headers } = incoming;
      const onward = forward({ host: target.hostname, port: target.port, method, path, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    });
    const indexer = indexers.start({ ...local.env, AWS_ENDPOINT_URL: proxy.url, SHUTDOWN_LIMIT_SECONDS: '1' });
    let errors = '';
    indexer.stderr?.on('data', (text) => (errors += String(text)));
    await read.promise;
    indexer.kill('SIGTERM');
    expect(await once(indexer, 'close')).toEqual([0, null]);
    expect(errors).toContain('Not everything was finished within 1 s; the rest stays in the queue.');
    await proxy.close();

    indexers.start(local.env);
    await until(async () => (await local.receiptsOf('stalled')).length === 1);
    expect(await local.receiptsOf('stalled')).toMatchObject([{ state: 'indexed' }]);
    await until(() => isDrained(local.queue));
  });
});
