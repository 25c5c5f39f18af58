import { FakePipelinePool, confidenceOf, fakePack } from './testing/fake-photos';
import { Killed } from './testing/gates';
import { Schedule, randomFrom } from './testing/schedule';
import { pass, useVirtualTime } from './testing/virtual-time';
import { World, aTask, at } from './testing/world';
import type { Gate } from './testing/world';
import type { IndexingTask } from './types';

jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => pass(ms) }));

const contents = ['ann bob cid', 'ann cid', 'dan', '', 'bob eve'];

interface Trouble {
  /** Chance of a call that fails before or after it had its effect. */
  readonly failing: number;
  /** Chance, at a call, that the process is killed there. */
  readonly killing: number;
  /** Chance, at a call, that the process stands still for long. */
  readonly freezing: number;
  readonly deletions: boolean;
}

interface Action {
  readonly deletedAt?: Date;
  readonly task: IndexingTask;
}

describe('any number of indexers on one photo, in any order of their steps', () => {
  useVirtualTime();
  let world: World;
  beforeAll(async () => { world = await World.open(); });
  afterAll(() => world.close());

  /** Uploads, messages and deletions in the order of their times; a message follows each upload, as from S3 or a client. */
  const script = (key: string, random: () => number, deletions: boolean): Action[] => {
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
    return Array.from({ length: 4 }, (_, i): Action => {
      const seconds = 10 + i;
      const task = aTask({ key, jobId: `${key}-${i}`, sentAt: at(seconds), maxFaces: pick([null, null, 1, 2]) });
      return deletions && random() < 0.2 ? { task, deletedAt: at(seconds) } : { task };
    });
  };

  const runSchedule = async (seed: number, trouble: Trouble): Promise<void> => {
    const random = randomFrom(seed);
    jest.spyOn(Math, 'random').mockImplementation(random);
    const key = `${JSON.stringify(trouble)} ${seed}`;
    const schedule = new Schedule(random, trouble.freezing);
    const actions = script(key, random, trouble.deletions);
    let troubled = true;

    const attempt = async ({ task, deletedAt }: Action): Promise<void> => {
      const pool = new FakePipelinePool(fakePack, random() < 0.3 ? 'bob' : undefined);
      const gate = troubled ? troubling(schedule.gate, random, trouble) : async () => {};
      const { indexer, deletion } = world.start({ pool, gate, headLeaseMs: 1_000 });
      await (deletedAt === undefined ? indexer.index(task) : deletion.deleteImage(task, deletedAt));
    };
    /** As the queue does: delivered (sometimes twice), and again after a failure. */
    const deliver = async (action: Action): Promise<void> => {
      for (let tries = 0; tries < 3; tries += 1) {
        if (await attempt(action).then(() => true, () => false)) return;
      }
      unfinished.push(action);
    };
    const unfinished: Action[] = [];
    const upload = async (): Promise<void> => {
      for (const [i] of actions.entries()) {
        for (let steps = Math.floor(random() * 12); steps > 0; steps -= 1) await schedule.gate('upload');
        // Two uploads often fall into one of S3's seconds.
        if (i === 0 || random() < 0.6) world.images.put('photos', key, contents[Math.floor(random() * contents.length)]!, at(5 + i / 3));
        arrive[i]!();
      }
    };
    const arrive: (() => void)[] = [];
    const deliveries = actions.map(async (action, i) => {
      await new Promise<void>((resolve) => { arrive[i] = resolve; });
      await Promise.all(random() < 0.3 ? [deliver(action), deliver(action)] : [deliver(action)]);
    });
    await schedule.run([upload(), ...deliveries]);
    troubled = false;
    for (const action of unfinished) await attempt(action);

    await demandSettled(key, actions);
  };

  const demandSettled = async (key: string, actions: readonly Action[]): Promise<void> => {
    const { task, deletedAt } = actions.at(-1)!;
    const stored = await world.settledFaces(task);
    const { committed } = (await world.heads.find(task))!;
    if (deletedAt !== undefined) {
      expect([stored, committed]).toEqual([[], null]);
    } else {
      const shown = new TextDecoder().decode((await world.images.read('photos', key)).bytes).split(' ').filter(Boolean);
      const seen = [shown, shown.filter((name) => name !== 'bob')]
        .map((names) => names.slice(0, task.maxFaces ?? names.length).map(confidenceOf));
      expect(committed!.maxFaces).toBe(task.maxFaces);
      expect(seen).toContainEqual(committed!.faces.map(({ confidence }) => confidence));
    }
    for (const { task: { jobId }, deletedAt: deletion } of actions) {
      expect(await world.receipts.list(jobId, { limit: 9 })).toHaveLength(deletion === undefined ? 1 : 0);
    }
  };

  const quiet: Trouble = { failing: 0, killing: 0, freezing: 0, deletions: true };
  it.each([
    ['when nothing goes wrong', quiet, 80],
    ['when the stores fail before or after they have acted', { ...quiet, failing: 0.05 }, 80],
    ['when they are killed at any step', { ...quiet, killing: 0.05, failing: 0.02 }, 120],
    ['when they are frozen for longer than their lease lasts', { ...quiet, freezing: 0.05, deletions: false }, 120],
  ])('end with the faces of the photo, in head and store alike, and one receipt a job: %s', async (_when, trouble, schedules) => {
    for (let seed = 1; seed <= schedules; seed += 1) {
      await runSchedule(seed, trouble).catch((error: Error) => {
        error.message = `schedule ${seed}: ${error.message}`;
        throw error;
      });
    }
  }, 120_000); // 2–3 s on an idle machine
});

function troubling(turn: Gate, random: () => number, { failing, killing }: Trouble): Gate {
  let dead = false;
  return async (step) => {
    await turn(step);
    dead ||= random() < killing;
    if (dead) throw new Killed(step);
    if (random() < failing) throw new Error(`${step} fails`);
  };
}
