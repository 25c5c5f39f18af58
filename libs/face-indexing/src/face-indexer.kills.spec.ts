import { confidenceOf } from './testing/fake-photos';
import { Killed, killedAfter } from './testing/gates';
import { pass, useVirtualTime } from './testing/virtual-time';
import { World, aTask, at } from './testing/world';
import type { IndexingTask } from './types';

jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => pass(ms) }));

interface Scenario {
  readonly name: string;
  readonly before?: { readonly content: string; readonly maxFaces?: number };
  readonly content: string;
  readonly maxFaces?: number;
  readonly expected: readonly string[];
}

const scenarios: readonly Scenario[] = [
  { name: 'a new photo', content: 'ann bob', expected: ['ann', 'bob'] },
  { name: 'an overwritten photo', before: { content: 'ann bob cid' }, content: 'dan eve', expected: ['dan', 'eve'] },
  { name: 'a photo that has no face any more', before: { content: 'ann bob' }, content: '', expected: [] },
  { name: 'fewer faces wanted of the same photo', before: { content: 'ann bob' }, content: 'ann bob', maxFaces: 1, expected: ['ann'] },
  { name: 'more faces wanted of the same photo', before: { content: 'ann bob', maxFaces: 1 }, content: 'ann bob', maxFaces: 2, expected: ['ann', 'bob'] },
];

describe('an indexer that is killed', () => {
  useVirtualTime();
  let world: World;
  beforeAll(async () => { world = await World.open(); });
  afterAll(() => world.close());

  const prepare = async (key: string, { before, content, maxFaces = null }: Omit<Scenario, 'maxFaces'> & { maxFaces?: number | null }): Promise<IndexingTask> => {
    if (before !== undefined) {
      world.images.put('photos', key, before.content, at(1));
      await world.start().indexer.index(aTask({ jobId: 'before', key, maxFaces: before.maxFaces ?? null }));
    }
    world.images.put('photos', key, content, at(before?.content === content ? 1 : 2));
    return aTask({ jobId: key, key, maxFaces, sentAt: at(20) });
  };
  const demandDone = async (task: IndexingTask, expected: readonly string[]): Promise<void> => {
    expect(await world.settledFaces(task)).toEqual(expected.map(confidenceOf));
    const receipts = await world.receipts.list(task.jobId, { limit: 9 });
    expect(receipts.map(({ state, faces }) => [state, faces.length])).toEqual([[expected.length > 0 ? 'indexed' : 'no_face', expected.length]]);
  };

  it.each(scenarios)('at any step of $name leaves what the next attempt puts right', async (scenario) => {
    for (let steps = 0; ; steps += 1) {
      const task = await prepare(`${scenario.name} ${steps}`, scenario);
      const gate = killedAfter(steps);
      const killed = await world.start({ gate }).indexer.index(task).then(() => false, (error) => error instanceof Killed);
      expect(killed).toBe(gate.isDead());
      await world.start().indexer.index(task);
      await demandDone(task, scenario.expected);
      if (!gate.isDead()) break;
    }
  });
});
