import { Enqueueing, type EnqueueLease } from '@facerec/catalog';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { explainError } from '../explain-error';
import { EnqueueSlices } from './enqueue-slices';
import { listingProblem } from './listing-problem';

/** How soon a job that another process made, or left behind, is seen. */
const idleMs = 1_000;
/** A process that died holds its job up for that long at most; a step of the enqueueing takes a fraction of it. */
const leaseMs = 5_000;
/** Before a queue or a store that does not answer is asked again. */
const troubleMs = 5_000;

/**
 * Puts the images of jobs in the queue, in the background, in every process of the API: each job is one process's at a time, jobs take
 * turns, and what a process leaves undone another one goes on with, or the same after its restart.
 */
@Injectable()
export class JobEnqueuer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobEnqueuer.name);
  private readonly closing = new AbortController();
  private waking = new AbortController();
  private running?: Promise<void>;

  constructor(private readonly enqueueing: Enqueueing, private readonly slices: EnqueueSlices) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  /** There is something to do now. */
  wake(): void {
    this.waking.abort();
  }

  /** The step in hand is finished; the job is free for others at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      const lease = await this.claim();
      if (lease !== undefined) await this.work(lease);
      else await pause(idleMs, undefined, { signal: AbortSignal.any([signal, this.waking.signal]) }).catch(() => undefined);
      if (this.waking.signal.aborted) this.waking = new AbortController();
    }
  }

  private async claim(): Promise<EnqueueLease | undefined> {
    // A catalog that does not answer is readiness's to tell.
    return this.enqueueing.claim(leaseMs).catch(() => undefined);
  }

  private async work(lease: EnqueueLease): Promise<void> {
    const { id } = lease.job;
    try {
      await this.slices.enqueue(lease, this.closing.signal);
    } catch (error) {
      const problem = listingProblem(lease.job, error);
      this.logger.warn({ msg: problem === undefined ? 'Enqueueing pauses' : 'Enqueueing failed', job_id: id, reason: explainError(error) });
      // When the catalog is the trouble the lease runs out by itself.
      const settling = problem === undefined ? this.enqueueing.release(lease, new Date(Date.now() + troubleMs)) : this.enqueueing.fail(lease, problem);
      await settling.catch(() => undefined);
    }
  }
}
