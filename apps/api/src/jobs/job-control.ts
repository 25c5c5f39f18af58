import { Jobs } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import { JobCancelledError } from '../problems/errors';
import type { JobStatusDto } from './job.dto';
import { JobEnqueuer } from './job-enqueuer';
import { JobProgress } from './job-progress';

/** What is done to a job that exists; all of it throws `JobNotFoundError`. */
@Injectable()
export class JobControl {
  constructor(private readonly jobs: Jobs, private readonly progress: JobProgress, private readonly enqueuer: JobEnqueuer) {}

  /** Sends its failed images again, in the background. Throws `JobCancelledError`. */
  async retry(id: string): Promise<JobStatusDto> {
    const { state } = await this.progress.find(id);
    if (state === 'cancelled') throw new JobCancelledError(id);
    await this.jobs.requestRetry(id);
    this.enqueuer.wake();
    return this.progress.find(id);
  }

  /** A job that has come to its end stays as it is. */
  async cancel(id: string): Promise<JobStatusDto> {
    const status = await this.progress.find(id);
    if (status.state === 'finished') return status;
    await this.jobs.cancel(id);
    return this.progress.find(id);
  }
}
