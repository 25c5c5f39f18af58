import { IndexingQueue } from '@facerec/indexing-queue';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** SQS stops reporting a queue's metrics when nobody has touched it for six hours, and takes up to 15 minutes to begin again. */
export const touchIntervalMs = 5 * 60_000;

/** Keeps the queue's metrics coming, which wake the indexer: the first photo after a quiet night is noticed like any other. */
@Injectable()
export class QueueTouch implements OnApplicationBootstrap, OnModuleDestroy {
  private timer?: NodeJS.Timeout;

  constructor(private readonly queue: IndexingQueue) {}

  onApplicationBootstrap(): void {
    // A queue that does not answer is readiness's to tell.
    this.timer = setInterval(() => void this.queue.ping().catch(() => undefined), touchIntervalMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
