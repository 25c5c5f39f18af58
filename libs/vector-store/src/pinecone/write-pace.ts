import type { Transport } from './retrying-fetch';

/** How requests keep their distance; the capacity model (tools/capacity) reckons with the same. */
export const WRITE_PACE = {
  /** The first pause between two requests once one was refused, ms. */
  firstGapMs: 100,
  longestGapMs: 8_000,
  slower: 1.5,
  /** Requests a second that each accepted one adds. */
  fasterPerS: 0.05,
  /** Without a refusal for so long nothing is held back any more, ms. */
  forgetAfterMs: 60_000,
} as const;

/**
 * How soon the next upsert request to a namespace may follow. Pinecone takes so many a second from everybody together and refuses the
 * rest with 429. Each process finds its share as TCP does, by going up step by step and down by a factor: shares become equal, while pauses
 * that each request draws for itself let the lucky send often and little, and the others wait. Nothing is held back before the first refusal.
 */
export class WritePace {
  private gapMs = 0;
  private nextAt = -Infinity;
  private refusedAt = -Infinity;

  constructor(private readonly clock: Pick<Transport, 'now' | 'sleep' | 'random'>) {}

  get mustWait(): boolean {
    return this.clock.now() < this.nextAt;
  }

  /** No refusal is remembered. */
  get isFree(): boolean {
    return this.gapMs === 0 || this.clock.now() - this.refusedAt > WRITE_PACE.forgetAfterMs;
  }

  /** Until the next request may start. */
  async wait(): Promise<void> {
    const { nextAt } = this;
    await this.clock.sleep(nextAt - this.clock.now());
    if (this.nextAt === nextAt) this.nextAt = -Infinity;
  }

  started(): void {
    if (this.isFree) this.gapMs = 0;
    else this.pause(this.gapMs);
  }

  accepted(): void {
    if (this.gapMs > 0) this.gapMs = 1000 / (1000 / this.gapMs + WRITE_PACE.fasterPerS);
  }

  /** `retryAfterMs`: what Pinecone asks for, if it does. Returns when the next request may start, on the clock. */
  refused(retryAfterMs = 0): number {
    this.refusedAt = this.clock.now();
    this.gapMs = Math.min(WRITE_PACE.longestGapMs, Math.max(WRITE_PACE.firstGapMs, this.gapMs * WRITE_PACE.slower));
    this.pause(Math.max(retryAfterMs, this.gapMs));
    return this.nextAt;
  }

  /** A little more, so that processes that were refused together do not come again together; never less than was asked for. */
  private pause(ms: number): void {
    this.nextAt = this.clock.now() + ms * (1 + 0.2 * this.clock.random());
  }
}
