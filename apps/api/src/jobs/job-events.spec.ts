import type { MessageEvent } from '@nestjs/common';
import { anybody, keysFreshMs, type KnownKeys } from '../access/known-keys';
import type { JobState, JobStatusDto } from './job.dto';
import { JobEvents } from './job-events';
import type { JobProgress } from './job-progress';

const aStatus = (indexed: number, state: JobState = 'running'): JobStatusDto => ({
  job_id: 'job', collection_id: 'demo', source: 's3://photos', state, enqueued: 3, skipped: 0, counts: { indexed, no_face: 0, failed: 0, superseded: 0 },
  rate: Math.random(), eta_seconds: null, problem: null, created_at: '2026-01-31T12:00:00.000Z',
});

describe('JobEvents', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** A job whose status is what the test says it is. */
  function aJob() {
    const world = { status: aStatus(0), looks: 0, failing: false, good: true };
    const find = async (): Promise<JobStatusDto> => {
      world.looks += 1;
      if (world.failing) throw new Error('no answer');
      return { ...world.status, rate: Math.random() };
    };
    const isGood = async (): Promise<boolean> => {
      if (world.failing) throw new Error('no answer');
      return world.good;
    };
    const events = new JobEvents({ find } as unknown as JobProgress, { isGood } as unknown as KnownKeys);
    const follow = () => {
      const told: (number | string)[] = [];
      const client = events.of(aStatus(0), anybody).subscribe({
        next: ({ data, comment }: MessageEvent) => told.push(comment ?? (data as JobStatusDto).counts.indexed),
        complete: () => told.push('end'),
      });
      return { told, leave: () => client.unsubscribe() };
    };
    return { world, events, follow };
  }

  it('tell changes of counts and state, not of the rate', async () => {
    const { world, follow } = aJob();
    const { told } = follow();
    await jest.advanceTimersByTimeAsync(3_000);
    world.status = aStatus(1);
    await jest.advanceTimersByTimeAsync(3_000);
    world.status = aStatus(3, 'finished');
    await jest.advanceTimersByTimeAsync(3_000);
    expect(told).toEqual([0, 1, 3, 'end']);
  });

  it('keep the connection open with a comment', async () => {
    const { follow } = aJob();
    const { told, leave } = follow();
    await jest.advanceTimersByTimeAsync(31_000);
    expect(told).toEqual([0, 'still here', 'still here']);
    leave();
  });

  it('ask once a second for all clients of a job, and not at all when they have left', async () => {
    const { world, follow } = aJob();
    const clients = [follow(), follow(), follow()];
    await jest.advanceTimersByTimeAsync(5_000);
    expect(world.looks).toBe(5);
    clients.forEach(({ leave }) => leave());
    await jest.advanceTimersByTimeAsync(60_000);
    expect(world.looks).toBe(5);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('outlive a catalog that does not answer', async () => {
    const { world, follow } = aJob();
    const { told } = follow();
    world.failing = true;
    await jest.advanceTimersByTimeAsync(5_000);
    world.failing = false;
    world.status = aStatus(3, 'cancelled');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([0, 3, 'end']);
  });

  it('end soon after the key was revoked', async () => {
    const { world, follow } = aJob();
    const { told } = follow();
    await jest.advanceTimersByTimeAsync(keysFreshMs);
    expect(told).toEqual([0]);
    world.good = false;
    await jest.advanceTimersByTimeAsync(keysFreshMs);
    expect(told).toEqual([0, 'end']);
  });

  it('end when the service does', () => {
    const { events, follow } = aJob();
    const { told } = follow();
    events.beforeApplicationShutdown();
    expect(told).toEqual([0, 'end']);
    expect(jest.getTimerCount()).toBe(1);
  });
});
