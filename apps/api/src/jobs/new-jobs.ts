import { Collections, type Job } from '@facerec/catalog';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { sourceOf } from './job-source';
import { NamedJobs } from './named-jobs';
import type { NewJobRequest } from './new-job.dto';

/** Jobs of many images, which `JobEnqueuer` then puts in the queue. */
@Injectable()
export class NewJobs {
  constructor(
    private readonly images: ImageStore,
    private readonly pipeline: FacePipelinePool,
    private readonly collections: Collections,
    private readonly jobs: NamedJobs,
  ) {}

  /**
   * Durable when it resolves. Makes the collection when absent. Throws `InvalidRequestError`, `BucketNotAllowedError`, `ModelMismatchError` and
   * `JobExistsError`.
   */
  async create(collectionId: string, request: NewJobRequest): Promise<Job> {
    const { bucket, ...source } = sourceOf(request);
    this.images.assertAllowed(bucket);
    await this.collections.ensure(collectionId, this.pipeline.pack.embeddingContract);
    return this.jobs.create(request.job_id?.toLowerCase() ?? randomUUID(), { collectionId, ...source, maxFaces: request.max_faces });
  }
}
