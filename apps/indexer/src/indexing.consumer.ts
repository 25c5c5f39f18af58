import { FacePipelinePool } from '@facerec/face-pipeline';
import { IndexingHandler, type Delivery, type IndexingMessage, type RemovedObject } from '@facerec/indexing-queue';
import { Injectable } from '@nestjs/common';
import { Heartbeat } from './heartbeat';
import { Outage } from './outage';
import { QueuedWork } from './queued-work';

/** From a message to a finished image: returning acknowledges the message, throwing gives it another try. */
@Injectable()
export class IndexingConsumer extends IndexingHandler {
  constructor(
    private readonly work: QueuedWork,
    private readonly pool: FacePipelinePool,
    private readonly outage: Outage,
    private readonly heartbeat: Heartbeat,
  ) {
    super();
  }

  /** One photo in each worker, and one already read from S3 to follow it: this bounds what is held in memory. */
  get inFlight(): number {
    return 2 * this.pool.stats().workers;
  }

  async ready(): Promise<void> {
    this.heartbeat.beat();
    await this.outage.over();
  }

  async handle(message: IndexingMessage, delivery: Delivery): Promise<void> {
    const task = {
      jobId: message.job_id,
      collectionId: message.collection_id,
      bucket: message.s3_bucket,
      key: message.image_key,
      maxFaces: message.max_faces,
      sentAt: delivery.sentAt,
    };
    await this.outlasting(() => this.work.index(task, delivery));
  }

  async remove(object: RemovedObject, { sentAt }: Delivery): Promise<void> {
    await this.outlasting(() => this.work.remove(object, sentAt));
  }

  private async outlasting(work: () => Promise<void>): Promise<void> {
    await this.outage.outlast(work).finally(() => this.heartbeat.beat());
  }
}
