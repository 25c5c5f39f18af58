import type { Receipt } from '@facerec/catalog';
import { killedAfter } from './testing/gates';
import { pass, useVirtualTime } from './testing/virtual-time';
import { World, aTask, at } from './testing/world';

jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => pass(ms) }));

interface Upload {
  readonly content: string;
  /** Seconds. */
  readonly sentAt: number;
  readonly storeImage?: boolean;
  readonly key?: string;
}

describe('KeptPhotos', () => {
  useVirtualTime();
  let world: World;
  beforeEach(async () => { world = await World.open(); });
  afterEach(() => world.close());

  const image = { bucket: '', key: 'portrait' };
  const kept = (): string[] => world.images.contents('own');
  const upload = ({ content, sentAt, storeImage = true, key = image.key }: Upload, start = world.start()): Promise<Receipt> =>
    start.indexer.indexUpload(aTask({ bucket: '', key, sentAt: at(sentAt), labels: { storeImage } }), new TextEncoder().encode(content));

  it('are the uploads of those who asked for it, one for each name', async () => {
    await upload({ content: 'ann', sentAt: 1, storeImage: false });
    expect(kept()).toEqual([]);
    await upload({ content: 'ann', sentAt: 2 });
    await upload({ content: 'ann', sentAt: 3 });
    expect(kept()).toEqual(['ann']);
    await upload({ content: 'ann bob', sentAt: 4 });
    await upload({ content: 'cid', sentAt: 5, key: 'other' });
    expect(kept()).toEqual(['ann bob', 'cid']);
  });

  it('are kept no longer when a later upload does not ask for it, whatever it shows', async () => {
    for (const content of ['ann', 'bob']) {
      await upload({ content: 'ann', sentAt: 1 });
      await upload({ content, sentAt: 2, storeImage: false });
      expect(kept()).toEqual([]);
      await world.start().deletion.deleteImage(aTask(image), at(3));
    }
  });

  it('have faces', async () => {
    await upload({ content: '', sentAt: 1 });
    expect(kept()).toEqual([]);
  });

  it('go with their image and their collection, and with the last of their faces', async () => {
    const { deletion, collectionDeletion } = world.start();
    await upload({ content: 'ann', sentAt: 1 });
    await deletion.deleteImage(aTask(image));
    expect(kept()).toEqual([]);

    const { faces: [ann, bob] } = await upload({ content: 'ann bob', sentAt: Date.now() });
    await deletion.deleteFace('family', ann!.faceId);
    expect(kept()).toEqual(['ann bob']);
    await deletion.deleteFace('family', bob!.faceId);
    expect(kept()).toEqual([]);

    await upload({ content: 'cid', sentAt: Date.now() + 1, key: 'other' });
    await collectionDeletion.deleteCollection('family', { force: true });
    expect(kept()).toEqual([]);
  });

  it('that a killed attempt left behind go with the next deletion, and those of a killed deletion with the one after it', async () => {
    for (let steps = 0; ; steps += 1) {
      const gate = killedAfter(steps);
      await upload({ content: 'ann', sentAt: 10 * steps + 1 }, world.start({ gate })).catch(() => undefined);
      const deleting = killedAfter(steps);
      await world.start({ gate: deleting }).deletion.deleteImage(aTask(image), at(10 * steps + 2)).catch(() => undefined);
      await world.start().deletion.deleteImage(aTask(image), at(10 * steps + 3));
      expect(kept()).toEqual([]);
      if (!gate.isDead() && !deleting.isDead()) break;
    }
  });
});
