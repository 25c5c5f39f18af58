import { Jobs, type Job, type ReceiptCounts } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import { JobNotFoundError } from '../problems/errors';
import type { JobState, JobStatusDto } from './job.dto';

/** A rate that is to say how long the rest will take is one of the present. */
const windowMs = 60_000;

/** Tells how far a job has come. */
@Injectable()
export class JobProgress {
  constructor(private readonly jobs: Jobs) {}

  /** Throws `JobNotFoundError`. */
  async find(id: string): Promise<JobStatusDto> {
    const job = await this.jobs.find(id);
    if (job === undefined) throw new JobNotFoundError(id);
    return this.describe(job);
  }

  async describe(job: Job): Promise<JobStatusDto> {
    const counts = await this.jobs.counts(job.id);
    const state = stateOf(job, counts);
    const rate = total(counts) === 0 ? null : await this.rateOf(job, state, total(counts));
    return {
      job_id: job.id,
      collection_id: job.collectionId,
      source: job.source,
      state,
      enqueued: job.enqueued,
      skipped: job.skipped,
      counts: { ...counts },
      rate: rate === null ? null : Number(rate.toPrecision(3)),
      eta_seconds: etaOf(job, state, { rate, left: job.enqueued - total(counts) }),
      problem: job.problem === null ? null : { ...job.problem },
      created_at: job.createdAt.toISOString(),
    };
  }

  private async rateOf({ id, createdAt }: Job, state: JobState, done: number): Promise<number> {
    if (state === 'running') {
      const since = Math.max(createdAt.getTime(), Date.now() - windowMs);
      return (await this.jobs.finishedSince(id, new Date(since))) / seconds(Date.now() - since);
    }
    const last = await this.jobs.lastFinishedAt(id);
    return done / seconds((last ?? createdAt).getTime() - createdAt.getTime());
  }
}

export function stateOf(job: Job, counts: ReceiptCounts): JobState {
  if (job.cancelledAt !== null) return 'cancelled';
  if (job.problem !== null) return 'failed';
  if (job.complete && job.retryAt === null && total(counts) >= job.enqueued) return 'finished';
  const begun = job.enqueued > 0 || job.skipped > 0 || job.complete || job.kind === 'image';
  return begun ? 'running' : 'queued';
}

function etaOf({ complete }: Job, state: JobState, { rate, left }: { rate: number | null; left: number }): number | null {
  // Before the last image is in the queue nobody knows how many there are.
  if (state !== 'running' || !complete || rate === null || rate === 0) return null;
  return Math.max(0, Math.ceil(left / rate));
}

function total(counts: ReceiptCounts): number {
  return counts.indexed + counts.no_face + counts.failed + counts.superseded;
}

/** At least one: what takes no time has no rate. */
function seconds(ms: number): number {
  return Math.max(ms, 1000) / 1000;
}
