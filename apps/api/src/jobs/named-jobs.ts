import { Jobs, type Job, type NewJob, Receipts } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { JobExistsError } from '../problems/errors';

/** Jobs whose callers gave them their ids: the same request again is the same job. */
@Injectable()
export class NamedJobs {
  constructor(private readonly jobs: Jobs, private readonly receipts: Receipts) {}

  /** Throws `JobExistsError` when the id is another request's. */
  async create(id: string, job: NewJob): Promise<Job> {
    const request = digestOf(job);
    const made = (await this.jobs.find(id)) ?? (await this.createUnlessTaken({ ...job, id, request }));
    if (made.request !== request) throw new JobExistsError(id);
    return made;
  }

  /** Other producers name the jobs of their messages, of which only receipts are known here: they are not this caller's to see. */
  private async createUnlessTaken(job: NewJob & { readonly id: string }): Promise<Job> {
    if ((await this.receipts.list(job.id, { limit: 1 })).length > 0) throw new JobExistsError(job.id);
    return this.jobs.create(job);
  }
}

function digestOf({ collectionId, kind, source, keys, maxFaces }: NewJob): string {
  return createHash('sha256').update(JSON.stringify([collectionId, kind, source, keys, maxFaces])).digest('hex');
}
