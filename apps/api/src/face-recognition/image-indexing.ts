import { Collections, type ImageIdentity } from '@facerec/catalog';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { Injectable } from '@nestjs/common';
import { ImageJobs, type QueuedImage } from '../jobs/image-jobs';

/** Sends an image on its way to the indexer. */
@Injectable()
export class ImageIndexing {
  constructor(
    private readonly images: ImageStore,
    private readonly pipeline: FacePipelinePool,
    private readonly collections: Collections,
    private readonly jobs: ImageJobs,
  ) {}

  /** Makes the collection when absent. Throws `BucketNotAllowedError` and `ModelMismatchError` before anything is queued. */
  async enqueue(image: ImageIdentity, maxFaces: number | null): Promise<QueuedImage> {
    this.images.assertAllowed(image.bucket);
    await this.collections.ensure(image.collectionId, this.pipeline.pack.embeddingContract);
    return this.jobs.enqueue(image, maxFaces);
  }
}
