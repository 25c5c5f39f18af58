import { once } from 'node:events';
import { end, IndexerProcesses } from './indexer-process';
import { expectedFaceIds, isDrained, startLocalIndexing, until, type LocalIndexing } from './local-indexing';
import { anAlbum } from './photos';

describe('an indexer process', () => {
  let local: LocalIndexing;
  let indexers: IndexerProcesses;

  const receiptCount = async (job: string) => (await local.receiptsOf(job)).length;

  beforeAll(async () => {
    [local, indexers] = await Promise.all([startLocalIndexing(), IndexerProcesses.open()]);
  });
  afterAll(async () => {
    await indexers?.close();
    await local?.close();
  });

  it.each([
    ['settings that cannot be used', { PORT: 'http' }, /^The indexer cannot start\. The settings cannot be used:\n {2}PORT: "http" is not a whole number from 0 to 65535\.\n$/],
    ['a queue that does not exist', { SQS_QUEUE_NAME: 'misspelt' }, /^The indexer cannot start\. There is no queue "misspelt" in us-east-1\. Create it, or name another one in SQS_QUEUE_NAME\..*\n$/],
  ])('does not start on %s, and says why', async (_what, wrong, reason) => {
    const child = indexers.start({ ...local.env, ...wrong });
    let errors = '';
    child.stderr?.on('data', (text) => (errors += text));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(errors).toMatch(reason);
  });

  it('finishes what it has in hand on SIGTERM, exits with 0, and leaves the rest in the queue', async () => {
    const photos = anAlbum('stopped', 30);
    await local.send('stopped', photos);
    const first = indexers.start(local.env);
    await until(async () => (await receiptCount('stopped')) >= 5);
    expect(await end(first, 'SIGTERM')).toEqual([0, null]);
    const done = await receiptCount('stopped');
    expect(done).toBeLessThan(30);
    expect(await local.queue.depth()).toMatchObject({ visible: 30 - done, inFlight: 0 });

    const second = indexers.start(local.env);
    await until(() => isDrained(local.queue));
    expect(await end(second, 'SIGTERM')).toEqual([0, null]);
    expect(await local.storedFaceIds('stopped', photos)).toEqual(await expectedFaceIds(local.settings, 'stopped', photos));
    expect(await receiptCount('stopped')).toBe(30);
  });

  it('ends with exactly the faces of 60 photos after two kills in the middle', async () => {
    const photos = anAlbum('killed', 60);
    await local.send('killed', photos);
    for (const receipts of [10, 25]) {
      const child = indexers.start(local.env);
      await until(async () => (await receiptCount('killed')) >= receipts);
      await end(child, 'SIGKILL');
      expect((await local.queue.depth()).inFlight).toBeGreaterThan(0);
      expect(await receiptCount('killed')).toBeLessThan(60);
    }
    const last = indexers.start(local.env);
    await until(() => isDrained(local.queue));
    // Its idle polls stay open in the local cloud for seconds and would swallow messages: nothing may be sent after this.
    await end(last, 'SIGKILL');

    const expected = await expectedFaceIds(local.settings, 'killed', photos);
    expect(await local.storedFaceIds('killed', photos)).toEqual(expected);
    expect(await local.vectors.stats('killed')).toEqual({ vectors: expected.length });
    expect((await local.receiptsOf('killed')).map(({ key, state }) => [key, state])).toEqual(photos.map(({ key }) => [key, 'indexed']));
    expect(await local.queue.depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0, deadLetters: 0 });
  });
});
