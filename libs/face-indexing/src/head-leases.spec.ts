import { CatalogUnavailableError } from '@facerec/catalog';
import { HeadLeases } from './head-leases';
import { failingOnce } from './testing/gates';
import { World, aTask } from './testing/world';

const options = { maxFacesPerImage: 20, keptPhotos: { bucket: 'own', prefix: 'kept/' }, headLeaseMs: 10_000 };

describe('HeadLeases', () => {
  let world: World;
  beforeAll(async () => { world = await World.open(); });
  afterAll(() => world.close());
  beforeEach(() => { jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }); });
  afterEach(() => { jest.useRealTimers(); });
  const isTaken = async (key: string) => (await world.heads.acquire(aTask({ key }), 'another', 1_000)) === undefined;

  it('keeps the lease for as long as the work lasts, and gives it back at once', async () => {
    await new HeadLeases(world.heads, options).hold(aTask({ key: 'busy.jpg' }), async () => {
      await jest.advanceTimersByTimeAsync(60_000);
      expect(await isTaken('busy.jpg')).toBe(true);
    });
    expect(await isTaken('busy.jpg')).toBe(false);
  });

  it('survives a renewal that fails', async () => {
    const heads = world.gatedHeads(failingOnce('before heads.renew', new CatalogUnavailableError()));
    await new HeadLeases(heads, options).hold(aTask({ key: 'stumbling.jpg' }), async () => {
      await jest.advanceTimersByTimeAsync(60_000);
      expect(await isTaken('stumbling.jpg')).toBe(true);
    });
  });

  it('gives the lease back when the work fails', async () => {
    const work = new HeadLeases(world.heads, options).hold(aTask({ key: 'failing.jpg' }), async () => { throw new Error('no luck'); });
    await expect(work).rejects.toThrow('no luck');
    expect(await isTaken('failing.jpg')).toBe(false);
  });
});
