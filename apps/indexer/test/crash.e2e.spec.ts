import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expectedFaceIds, isDrained, startLocalIndexing, until, type LocalIndexing } from './local-indexing';
import { anAlbum, root } from './photos';

/** Inside the repository: the bundle finds its packages in node_modules. */
const bundleDirectory = join(root, '.cache/tests', `indexer-${process.pid}`);

async function bundleIndexer(): Promise<void> {
  const script = `import { bundle } from './tools/build/bundle.mjs'; await bundle('apps/indexer/src/main.ts', ${JSON.stringify(bundleDirectory)});`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
}

describe('an indexer process', () => {
  let local: LocalIndexing;
  const processes: ChildProcess[] = [];

  function startIndexer(env: NodeJS.ProcessEnv = local.env): ChildProcess {
    const child = spawn(process.execPath, ['--enable-source-maps', join(bundleDirectory, 'main.js')], { env, cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    processes.push(child);
    return child;
  }
  const receiptCount = async (job: string) => (await local.receiptsOf(job)).length;
  const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
    child.kill(signal);
    return once(child, 'exit');
  };

  beforeAll(async () => {
    [local] = await Promise.all([startLocalIndexing(), bundleIndexer()]);
  });
  afterAll(async () => {
    for (const child of processes) if (child.exitCode === null && child.signalCode === null) await end(child, 'SIGKILL');
    await local?.close();
    rmSync(bundleDirectory, { recursive: true, force: true });
  });

  it.each([
    ['settings that cannot be used', { PORT: 'http' }, /^The indexer cannot start\. The settings cannot be used:\n {2}PORT: "http" is not a whole number from 0 to 65535\.\n$/],
    ['a queue that does not exist', { SQS_QUEUE_NAME: 'misspelt' }, /^The indexer cannot start\. There is no queue "misspelt" in us-east-1\. Create it, or name another one in SQS_QUEUE_NAME\..*\n$/],
  ])('does not start on %s, and says why', async (_what, wrong, reason) => {
    const child = startIndexer({ ...local.env, ...wrong });
    let errors = '';
    child.stderr?.on('data', (text) => (errors += text));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(errors).toMatch(reason);
  });

  it('finishes what it has in hand on SIGTERM, exits with 0, and leaves the rest in the queue', async () => {
    const photos = anAlbum('stopped', 30);
    await local.send('stopped', photos);
    const first = startIndexer();
    await until(async () => (await receiptCount('stopped')) >= 5);
    expect(await end(first, 'SIGTERM')).toEqual([0, null]);
    const done = await receiptCount('stopped');
    expect(done).toBeLessThan(30);
    expect(await local.queue.depth()).toMatchObject({ visible: 30 - done, inFlight: 0 });

    const second = startIndexer();
    await until(() => isDrained(local.queue));
    expect(await end(second, 'SIGTERM')).toEqual([0, null]);
    expect(await local.storedFaceIds('stopped', photos)).toEqual(await expectedFaceIds(local.settings, 'stopped', photos));
    expect(await receiptCount('stopped')).toBe(30);
  }, 60_000);

  it('ends with exactly the faces of 60 photos after two kills in the middle', async () => {
    const photos = anAlbum('killed', 60);
    await local.send('killed', photos);
    for (const receipts of [10, 25]) {
      const child = startIndexer();
      await until(async () => (await receiptCount('killed')) >= receipts);
      await end(child, 'SIGKILL');
      expect((await local.queue.depth()).inFlight).toBeGreaterThan(0);
      expect(await receiptCount('killed')).toBeLessThan(60);
    }
    const last = startIndexer();
    await until(() => isDrained(local.queue));
    // Its idle polls stay open in the local cloud for seconds and would swallow messages: nothing may be sent after this.
    await end(last, 'SIGKILL');

    const expected = await expectedFaceIds(local.settings, 'killed', photos);
    expect(await local.storedFaceIds('killed', photos)).toEqual(expected);
    expect(await local.vectors.stats('killed')).toEqual({ vectors: expected.length });
    expect((await local.receiptsOf('killed')).map(({ key, state }) => [key, state])).toEqual(photos.map(({ key }) => [key, 'indexed']));
    expect(await local.queue.depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0, deadLetters: 0 });
  }, 90_000);
});
