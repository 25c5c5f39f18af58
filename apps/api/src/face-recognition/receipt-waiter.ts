import { type Receipt, Receipts } from '@facerec/catalog';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { HttpLimits } from '../http-limits';
import type { QueuedImage } from '../jobs/image-jobs';

// A photo takes tens of milliseconds once its message is received; an outage takes minutes. A look is one indexed row.
const firstPauseMs = 50;
const longestPauseMs = 250;

/** Waits until the indexer has written the receipt of an image. */
@Injectable()
export class ReceiptWaiter implements BeforeApplicationShutdown {
  private readonly shutdown = new AbortController();

  constructor(private readonly receipts: Receipts, private readonly limits: HttpLimits) {}

  /** undefined: not finished within `indexWaitMs`, or nobody waits any more (`abandoned`, or this service stops). */
  async wait(image: QueuedImage, abandoned: AbortSignal): Promise<Receipt | undefined> {
    const signal = AbortSignal.any([abandoned, this.shutdown.signal, AbortSignal.timeout(this.limits.indexWaitMs)]);
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
      const receipt = await this.receipts.find(image.jobId, image);
      if (receipt !== undefined || signal.aborted) return receipt;
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Requests in flight answer 202 at once instead of holding the shutdown up. */
  beforeApplicationShutdown(): void {
    this.shutdown.abort();
  }
}
