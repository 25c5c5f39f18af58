import { FacePipelinePool } from '@facerec/face-pipeline';
import { IndexingHandler, type Delivery, type IndexingMessage, type Place, type RemovedObject } from '@facerec/indexing-queue';
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
  get atWork(): number {
    return 2 * this.pool.stats().workers;
  }

  /** Photos whose faces wait to be written take little; with so many the workers stay busy when Pinecone takes few requests (npm run capacity). */
  get inFlight(): number {
    return 10 * this.pool.stats().workers;
  }

  async ready(): Promise<void> {
    this.heartbeat.beat();
    await this.outage.over();
  }

  async handle(message: IndexingMessage, delivery: Delivery, place: Place): Promise<void> {
    const task = {
      jobId: message.job_id,
      collectionId: message.collection_id,
      bucket: message.s3_bucket,
      key: message.image_key,
      maxFaces: message.max_faces,
      sentAt: delivery.sentAt,
    };
    await this.outlasting(place, () => this.work.index(task, delivery, () => place.leave()));
  }

  async remove(object: RemovedObject, { sentAt }: Delivery, place: Place): Promise<void> {
    await this.outlasting(place, () => this.work.remove(object, sentAt));
  }

  private async outlasting(place: Place, work: () => Promise<void>): Promise<void> {
    const attempt = async () => {
      await place.enter();
      await work();
    };
    await this.outage.outlast(attempt).finally(() => this.heartbeat.beat());
  }
}
