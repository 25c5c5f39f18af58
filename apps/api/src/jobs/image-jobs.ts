import { type ImageIdentity, Jobs } from '@facerec/catalog';
import { IndexingQueue } from '@facerec/indexing-queue';
import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

/** One image on its way through the queue. */
export interface QueuedImage extends ImageIdentity {
  readonly jobId: string;
}

/** Jobs of one image each. */
@Injectable()
export class ImageJobs {
  private readonly logger = new Logger(ImageJobs.name);

  constructor(private readonly jobs: Jobs, private readonly queue: IndexingQueue) {}

  /** `maxFaces` null: the service's limit. Throws `QueueUnavailableError` and `CatalogUnavailableError`. */
  async enqueue(image: ImageIdentity, maxFaces: number | null): Promise<QueuedImage> {
    const { collectionId, bucket, key } = image;
    const { id: jobId } = await this.jobs.create({ id: randomUUID(), collectionId, source: `s3://${bucket}/${key}`, maxFaces });
    await this.queue.enqueue([{ job_id: jobId, collection_id: collectionId, s3_bucket: bucket, image_key: key, max_faces: maxFaces }]);
    await this.jobs.recordEnqueued(jobId, 1, key);
    await this.jobs.complete(jobId);
    this.logger.log({ msg: 'Queued', job_id: jobId, collection: collectionId, image: `${bucket}/${key}` });
    return { jobId, collectionId, bucket, key };
  }
}
