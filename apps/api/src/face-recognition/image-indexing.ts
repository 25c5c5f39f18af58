import { Collections, type ImageIdentity, Jobs } from '@facerec/catalog';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { IndexingQueue } from '@facerec/indexing-queue';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

/** One image on its way through the queue. */
export interface QueuedImage extends ImageIdentity {
  readonly jobId: string;
}

/** Puts one image in the queue, as a job of its own, so that its receipt can be found. */
@Injectable()
export class ImageIndexing {
  constructor(
    private readonly images: ImageStore,
    private readonly pipeline: FacePipelinePool,
    private readonly collections: Collections,
    private readonly jobs: Jobs,
    private readonly queue: IndexingQueue,
  ) {}

  /**
   * Makes the collection when absent. Throws `BucketNotAllowedError` and `ModelMismatchError` before anything is
   * queued, `QueueUnavailableError` when nothing was.
   */
  async enqueue(image: ImageIdentity, maxFaces: number | null): Promise<QueuedImage> {
    this.images.assertAllowed(image.bucket);
    await this.collections.ensure(image.collectionId, this.pipeline.pack.embeddingContract);
    const { id: jobId } = await this.jobs.create({
      id: randomUUID(), collectionId: image.collectionId, source: `s3://${image.bucket}/${image.key}`,
    });
    await this.queue.enqueue([{
      job_id: jobId, collection_id: image.collectionId, s3_bucket: image.bucket, image_key: image.key, max_faces: maxFaces,
    }]);
    await this.jobs.recordEnqueued(jobId, 1, image.key);
    await this.jobs.complete(jobId);
    return { jobId, ...image };
  }
}
