import type { Random } from './random';

// As the Pinecone engine paces itself: libs/vector-store/src/pinecone/write-pace.ts
const FIRST_GAP_S = 0.1;
const LONGEST_GAP_S = 8;
const SLOWER = 1.5;
const FASTER_PER_S = 0.05;
const FORGET_AFTER_S = 60;

/** When a task may send its next upsert request to a collection; moments and gaps in seconds. */
export class WritePace {
  private gap = 0;
  private refusedAt = -Infinity;
  nextAt = 0;

  constructor(private readonly random: Random) {}

  started(now: number): void {
    if (now - this.refusedAt > FORGET_AFTER_S) this.gap = 0;
    this.pause(now);
  }

  accepted(): void {
    if (this.gap > 0) this.gap = 1 / (1 / this.gap + FASTER_PER_S);
  }

  refused(now: number): void {
    this.refusedAt = now;
    this.gap = Math.min(LONGEST_GAP_S, Math.max(FIRST_GAP_S, this.gap * SLOWER));
    this.pause(now);
  }

  private pause(now: number): void {
    this.nextAt = now + this.gap * (1 + 0.2 * this.random.next());
  }
}
