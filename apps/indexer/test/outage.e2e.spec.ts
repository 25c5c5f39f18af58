import { Test } from '@nestjs/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { openVectorStore, VectorStore, VectorStoreUnavailableError } from '@facerec/vector-store';
import { IndexerModule } from '../src/indexer.module';
import { expectedFaceIds, isDrained, startLocalIndexing, until, type LocalIndexing } from './local-indexing';
import { anAlbum } from './photos';

/** Longer than the visibility timeout: a message that is not held would be delivered again. */
const outageMs = 2_500;

describe('an outage of the vector store', () => {
  let local: LocalIndexing;
  const outage = { on: true, pings: 0 };

  beforeAll(async () => {
    local = await startLocalIndexing({ SQS_VISIBILITY_TIMEOUT: '2', SQS_MAX_RECEIVE_COUNT: '2' });
  });
  afterAll(() => local?.close());

  /** The real indexer on the real store, which answers nothing while the outage lasts. */
  async function startIndexer(): Promise<INestApplicationContext> {
    const store = await openVectorStore(local.settings.vectorStore);
    const failing = new Proxy(store, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]): Promise<unknown> => {
          if (name === 'ping') outage.pings += 1;
          if (outage.on && name !== 'close') throw new VectorStoreUnavailableError('memory');
          return member.apply(target, args);
        };
      },
    });
    const testing = await Test.createTestingModule({ imports: [IndexerModule.forRoot(local.settings)] })
      .overrideProvider(VectorStore).useValue(failing)
      .compile();
    return testing.init();
  }

  it('moves no message towards the dead-letter queue, not even when the indexer is restarted in it', async () => {
    // As many as the indexer has in hand at once: each is delivered to each of the two.
    const photos = anAlbum('outage', 4);
    await local.send('outage', photos);
    for (let delivery = 1; delivery <= 2; delivery += 1) {
      const app = await startIndexer();
      await until(async () => (await local.queue.depth()).inFlight === photos.length && outage.pings > 0);
      const held = await local.queue.depth();
      await new Promise((resolve) => setTimeout(resolve, outageMs));
      expect(await local.queue.depth()).toEqual(held);
      await app.close();
      const { visible, inFlight, deadLetters } = await local.queue.depth();
      expect({ there: visible + inFlight, deadLetters }).toEqual({ there: photos.length, deadLetters: 0 });
      outage.pings = 0;
    }
    outage.on = false;
    const app = await startIndexer();
    await until(() => isDrained(local.queue));
    await app.close();
    expect(await local.queue.depth()).toMatchObject({ deadLetters: 0 });
    expect((await local.receiptsOf('outage')).map(({ state }) => state)).toEqual(photos.map(() => 'indexed'));
    expect(await local.storedFaceIds('outage', photos)).toEqual(await expectedFaceIds(local.settings, 'outage', photos));
  });
});
