import { Injectable } from '@nestjs/common';
import type { Updateable } from 'kysely';
import { randomUUID } from 'node:crypto';
import { Catalog } from './catalog';
import { toJob } from './job-row';
import type { JobsTable } from './schema';
import type { EnqueueLease, ReceiptProblem } from './types';

/** What was put in the queue since the last step, and where to go on. */
export interface EnqueuedStep {
  readonly enqueued: number;
  readonly skipped: number;
  readonly cursor: string | null;
}

/**
 * Who fills the queue for which job: one process at a time, under a lease that others take over when it dies. A step holds
 * only for the lease's owner and while the job is not cancelled; `undefined` means: stop. Messages are sent before
 * the step is noted, so a takeover sends at most one step again, and counts it once.
 */
@Injectable()
export class Enqueueing {
  constructor(private readonly catalog: Catalog) {}

  /** The job that has waited longest; undefined: there is nothing to do. */
  async claim(ttlMs: number): Promise<EnqueueLease | undefined> {
    const now = Date.now();
    const free = await this.catalog.db.selectFrom('jobs').select('id')
      .where('pending', '=', 1)
      .where('lease_until', '<=', now)
      .orderBy('lease_until')
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst();
    if (free === undefined) return undefined;
    const owner = randomUUID();
    const row = await this.catalog.db.updateTable('jobs')
      .set({ lease_owner: owner, lease_until: now + ttlMs })
      .where('id', '=', free.id)
      .where('pending', '=', 1)
      .where('lease_until', '<=', now)
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? undefined : { job: toJob(row), owner, ttlMs };
  }

  async advance(lease: EnqueueLease, { enqueued, skipped, cursor }: EnqueuedStep): Promise<EnqueueLease | undefined> {
    const row = await this.held(lease)
      .set((eb) => ({
        enqueued: eb('enqueued', '+', enqueued),
        skipped: eb('skipped', '+', skipped),
        last_key: cursor,
        lease_until: Date.now() + lease.ttlMs,
      }))
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? undefined : { ...lease, job: toJob(row) };
  }

  /** All images are in the queue. Retrying, if it was asked for, comes next. */
  async complete(lease: EnqueueLease): Promise<void> {
    await this.held(lease)
      .set((eb) => ({ complete: 1, pending: eb.case().when('retry_at', 'is', null).then(eb.lit(0)).else(eb.lit(1)).end(), ...free(0) }))
      .execute();
    await this.catalog.db.deleteFrom('job_keys').where('job_id', '=', lease.job.id).execute();
  }

  /** Everything that had failed by then was sent again; a retry asked for since goes on. */
  async retried(lease: EnqueueLease): Promise<void> {
    const { retryAt } = lease.job;
    await this.held(lease).set({ retry_at: null, pending: 0, ...free(0) }).where('retry_at', '=', retryAt?.getTime() ?? 0).execute();
  }

  /** No retry of ours will mend it; one that is asked for may. */
  async fail(lease: EnqueueLease, problem: ReceiptProblem): Promise<void> {
    await this.held(lease).set({ problem: JSON.stringify(problem), pending: 0, retry_at: null, ...free(0) }).execute();
  }

  /** The other jobs' turn; this one may be claimed again from `at` on. */
  async release(lease: EnqueueLease, at = new Date(Date.now())): Promise<void> {
    await this.held(lease).set(free(at.getTime())).execute();
  }

  /** The chunk of a job's keys that begins at `position`; empty behind the last one. */
  async keysAt(jobId: string, position: number): Promise<string[]> {
    const row = await this.catalog.db.selectFrom('job_keys').select('keys')
      .where('job_id', '=', jobId)
      .where('position', '=', position)
      .executeTakeFirst();
    return row === undefined ? [] : JSON.parse(row.keys);
  }

  private held({ job, owner }: EnqueueLease) {
    return this.catalog.db.updateTable('jobs')
      .where('id', '=', job.id)
      .where('lease_owner', '=', owner)
      .where('pending', '=', 1);
  }
}

function free(until: number): Updateable<JobsTable> {
  return { lease_owner: null, lease_until: until };
}
