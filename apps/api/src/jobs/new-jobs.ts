import { Collections, Jobs, type Job, type NewJob, Receipts } from '@facerec/catalog';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { JobExistsError } from '../problems/errors';
import { sourceOf } from './job-source';
import type { NewJobRequest } from './new-job.dto';

/** Jobs of many images, which `JobEnqueuer` then puts in the queue. */
@Injectable()
export class NewJobs {
  constructor(
    private readonly images: ImageStore,
    private readonly pipeline: FacePipelinePool,
    private readonly collections: Collections,
    private readonly jobs: Jobs,
    private readonly receipts: Receipts,
  ) {}

  /**
   * Durable when it resolves. Makes the collection when absent. Throws `InvalidRequestError`, `BucketNotAllowedError`, `ModelMismatchError` and
   * `JobExistsError`.
   */
  async create(collectionId: string, request: NewJobRequest): Promise<Job> {
    const { bucket, ...source } = sourceOf(request);
    this.images.assertAllowed(bucket);
    await this.collections.ensure(collectionId, this.pipeline.pack.embeddingContract);
    const job = { collectionId, ...source, maxFaces: request.max_faces };
    return typeof request.job_id === 'string' ? this.createNamed(request.job_id.toLowerCase(), job) : this.jobs.create(job);
  }

  private async createNamed(id: string, job: NewJob): Promise<Job> {
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
