import { Enqueueing, Receipts, type EnqueueLease, type Job, type Receipt } from '@facerec/catalog';
import { IndexingQueue, NoDeadLetterQueueError, parseIndexingMessage, QueueDeniedError, QueueUpkeep } from '@facerec/indexing-queue';
import { Injectable, Logger } from '@nestjs/common';

/** Images between two looks at whether to go on. */
const step = 100;

/** Sends the failed images of a job again, and those of its messages that ended as dead letters. */
@Injectable()
export class JobRetry {
  private readonly logger = new Logger(JobRetry.name);
  private readonly upkeep: QueueUpkeep;

  constructor(private readonly enqueueing: Enqueueing, private readonly receipts: Receipts, private readonly queue: IndexingQueue) {
    this.upkeep = new QueueUpkeep(queue);
  }

  /** The receipts go when the messages are sent: a crash in between sends some images again, and loses none. */
  async retry(lease: EnqueueLease, signal: AbortSignal): Promise<void> {
    const { id, retryAt, cursor } = lease.job;
    let retried = 0;
    let after: Receipt | undefined;
    for (let current = lease; ;) {
      const failed = await this.receipts.list(id, { state: 'failed', until: retryAt ?? new Date(), after, limit: step });
      if (failed.length === 0) break;
      after = failed.at(-1);
      retried += await this.sendAgain(lease.job, failed);
      const renewed = await this.enqueueing.advance(current, { enqueued: 0, skipped: 0, cursor });
      if (renewed === undefined) return;
      if (signal.aborted) return this.enqueueing.release(renewed);
      current = renewed;
    }
    const deadLetters = await this.redrive(id);
    await this.enqueueing.retried(lease);
    this.logger.log({ msg: 'Retried', job_id: id, images: retried, deadLetters });
  }

  private async sendAgain({ id, maxFaces }: Job, failed: readonly Receipt[]): Promise<number> {
    // Uploaded bytes came with their request, and have gone with it.
    const inS3 = failed.filter(({ bucket }) => bucket !== '');
    await this.queue.enqueue(inS3.map(({ collectionId, bucket, key }) => (
      { job_id: id, collection_id: collectionId, s3_bucket: bucket, image_key: key, max_faces: maxFaces }
    )));
    await this.receipts.withdrawFailures(inS3);
    return inS3.length;
  }

  private async redrive(jobId: string): Promise<number> {
    try {
      return await this.upkeep.redrive(({ body }) => jobOf(body) === jobId);
    } catch (error) {
      if (error instanceof NoDeadLetterQueueError) return 0;
      if (!(error instanceof QueueDeniedError)) throw error;
      this.logger.warn({ msg: 'Dead letters stay where they are; npm run queue -- redrive sends them again', job_id: jobId, reason: error.message });
      return 0;
    }
  }
}

function jobOf(body: string): string | undefined {
  try {
    return parseIndexingMessage(body).job_id;
  } catch {
    return undefined;
  }
}
