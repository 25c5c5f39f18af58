import { ImageHeads } from '@facerec/catalog';
import type { HeadLease, ImageIdentity } from '@facerec/catalog';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ImageBusyError } from './errors';
import { MODULE_OPTIONS_TOKEN } from './face-indexing.options';
import type { FaceIndexingOptions } from './types';

const firstPollMs = 10;
const slowestPollMs = 200;

/** Gives one attempt at a time the right to change an image's vectors and head. */
@Injectable()
export class HeadLeases {
  private readonly logger = new Logger(HeadLeases.name);
  private readonly ttlMs: number;

  constructor(private readonly heads: ImageHeads, @Inject(MODULE_OPTIONS_TOKEN) options: FaceIndexingOptions) {
    this.ttlMs = options.headLeaseMs ?? 10_000;
  }

  /**
   * Waits for the image's lease, runs `work` under it while renewing it, and gives it back. Throws `ImageBusyError` when
   * the holder is alive and does not let go.
   */
  async hold<T>(image: ImageIdentity, work: (lease: HeadLease) => Promise<T>): Promise<T> {
    const lease = await this.acquire(image);
    // A renewal that fails is no news: the next step under the lease finds out whether it still holds.
    const heartbeat = setInterval(() => void this.heads.renew(lease).catch(() => undefined), this.ttlMs / 4);
    try {
      return await work(lease);
    } finally {
      clearInterval(heartbeat);
      await this.heads.release(lease).catch((error: Error) => {
        this.logger.warn(`Lease of "${image.key}" not given back (${error.message}); it runs out in ${this.ttlMs} ms.`);
      });
    }
  }

  /** Waits longer than a lease lasts, so that an image whose holder was killed costs no retry. */
  private async acquire(image: ImageIdentity): Promise<HeadLease> {
    const owner = randomUUID();
    const waitMs = this.ttlMs * 1.5;
    const deadline = Date.now() + waitMs;
    for (let pollMs = firstPollMs; ; pollMs = Math.min(pollMs * 2, slowestPollMs)) {
      const lease = await this.heads.acquire(image, owner, this.ttlMs);
      if (lease !== undefined) return lease;
      if (Date.now() > deadline) throw new ImageBusyError(image.bucket, image.key, waitMs);
      // Jitter: those who wait for one image must not all come at once.
      await delay(pollMs * (0.5 + Math.random()));
    }
  }
}
