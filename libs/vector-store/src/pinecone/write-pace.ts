import type { Transport } from './retrying-fetch';

/** The first pause between two requests once one was refused, ms. */
const FIRST_GAP_MS = 100;
const LONGEST_GAP_MS = 8_000;
const SLOWER = 1.5;
/** Requests a second that each accepted one adds. */
const FASTER_PER_S = 0.05;
/** Without a refusal for so long nothing is held back any more, ms. */
const FORGET_AFTER_MS = 60_000;

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
    return this.gapMs === 0 || this.clock.now() - this.refusedAt > FORGET_AFTER_MS;
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
    if (this.gapMs > 0) this.gapMs = 1000 / (1000 / this.gapMs + FASTER_PER_S);
  }

  /** `retryAfterMs`: what Pinecone asks for, if it does. Returns when the next request may start, on the clock. */
  refused(retryAfterMs = 0): number {
    this.refusedAt = this.clock.now();
    this.gapMs = Math.min(LONGEST_GAP_MS, Math.max(FIRST_GAP_MS, this.gapMs * SLOWER));
    this.pause(Math.max(retryAfterMs, this.gapMs));
    return this.nextAt;
  }

  /** A little more, so that processes that were refused together do not come again together; never less than was asked for. */
  private pause(ms: number): void {
    this.nextAt = this.clock.now() + ms * (1 + 0.2 * this.clock.random());
  }
}
