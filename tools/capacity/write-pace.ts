// By itself: the engine around it brings the client of Pinecone along.
// eslint-disable-next-line @nx/enforce-module-boundaries
import { WRITE_PACE } from '../../libs/vector-store/src/pinecone/write-pace';
import type { Random } from './random';

const { slower, fasterPerS } = WRITE_PACE;
const [firstGapS, longestGapS, forgetAfterS] = [WRITE_PACE.firstGapMs / 1000, WRITE_PACE.longestGapMs / 1000, WRITE_PACE.forgetAfterMs / 1000];

/** When a task may send its next upsert request to a collection; moments and gaps in seconds. */
export class WritePace {
  private gap = 0;
  private refusedAt = -Infinity;
  nextAt = 0;

  constructor(private readonly random: Random) {}

  started(now: number): void {
    if (now - this.refusedAt > forgetAfterS) this.gap = 0;
    this.pause(now);
  }

  accepted(): void {
    if (this.gap > 0) this.gap = 1 / (1 / this.gap + fasterPerS);
  }

  refused(now: number): void {
    this.refusedAt = now;
    this.gap = Math.min(longestGapS, Math.max(firstGapS, this.gap * slower));
    this.pause(now);
  }

  private pause(now: number): void {
    this.nextAt = now + this.gap * (1 + 0.2 * this.random.next());
  }
}
