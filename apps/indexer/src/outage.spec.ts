import type { Catalog } from '@facerec/catalog';
import type { ImageStore } from '@facerec/image-store';
import { AttemptBrokenOffError } from '@facerec/indexing-queue';
import type { VectorStore } from '@facerec/vector-store';
import { Logger } from '@nestjs/common';
import { Heartbeat } from './heartbeat';
import { Outage } from './outage';

/** Stores of which the vector store answers only while `up`. */
function anOutage() {
  const state = { up: true };
  const answering = { ping: async () => undefined };
  const vectors = {
    ping: async () => {
      if (!state.up) throw new Error('down');
    },
  };
  return { state, outage: new Outage(answering as ImageStore, vectors as VectorStore, answering as Catalog, new Heartbeat()) };
}

/** Resolves when every promise callback that is due has run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('Outage', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('hands on the error of work that fails while every store answers', async () => {
    const { outage } = anOutage();
    await expect(outage.outlast(() => Promise.reject(new Error('this photo')))).rejects.toThrow('this photo');
    await expect(outage.over()).resolves.toBeUndefined();
  });

  it('does the work again in the same delivery once the store is back', async () => {
    const { outage, state } = anOutage();
    state.up = false;
    let attempts = 0;
    const work = outage.outlast(async () => {
      attempts += 1;
      if (!state.up) throw new Error('the store is down');
      return 'stored';
    });
    let over = false;
    await settled();
    void outage.over().then(() => (over = true));
    await settled();
    expect({ attempts, over }).toEqual({ attempts: 1, over: false });

    state.up = true;
    await expect(work).resolves.toBe('stored');
    expect({ attempts, over }).toEqual({ attempts: 2, over: true });
  });

  it('lets go of the work when the app shuts down', async () => {
    const { outage, state } = anOutage();
    state.up = false;
    const work = outage.outlast(() => Promise.reject(new Error('the store is down')));
    const outcome = expect(work).rejects.toThrow(AttemptBrokenOffError);
    await settled();
    outage.onModuleDestroy();
    await outcome;
    await expect(outage.over()).resolves.toBeUndefined();
  });
});
