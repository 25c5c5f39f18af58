import { Collections, Jobs, type Job } from '@facerec/catalog';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { Injectable } from '@nestjs/common';
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
  ) {}

  /** Durable when it resolves. Makes the collection when absent. Throws `InvalidRequestError`, `BucketNotAllowedError` and `ModelMismatchError`. */
  async create(collectionId: string, request: NewJobRequest): Promise<Job> {
    const { bucket, ...source } = sourceOf(request);
    this.images.assertAllowed(bucket);
    await this.collections.ensure(collectionId, this.pipeline.pack.embeddingContract);
    return this.jobs.create({ collectionId, ...source, maxFaces: request.max_faces });
  }
}
