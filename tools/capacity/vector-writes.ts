import type { Random } from './random';

export interface VectorWriteLimits {
  /** Upsert requests a second in one namespace. */
  readonly requestsPerSecond: number;
  /** Namespaces that the photos are spread over evenly. */
  readonly collections: number;
}

// As the Pinecone engine repeats a refused request (libs/vector-store/src/pinecone/connect.ts, `patient`).
const ATTEMPTS = 8;
const FIRST_PAUSE_S = 0.25;
const LONGEST_PAUSE_S = 8;

/** Pinecone's write limit: one token bucket a namespace, holding one second's worth; above it requests are answered with 429. */
export class VectorWrites {
  private readonly tokens: Float64Array;
  private readonly filledAts: Float64Array;
  refused = 0;

  constructor(private readonly random: Random, private readonly limits: VectorWriteLimits) {
    this.tokens = new Float64Array(limits.collections).fill(limits.requestsPerSecond);
    this.filledAts = new Float64Array(limits.collections);
  }

  /** One upsert request, with the faces of one photo. False: refused. */
  tryWrite(photo: number, now: number): boolean {
    const { requestsPerSecond, collections } = this.limits;
    const namespace = photo % collections;
    const refill = (now - (this.filledAts[namespace] as number)) * requestsPerSecond;
    const filled = (this.tokens[namespace] as number) + refill;
    const tokens = filled > requestsPerSecond ? requestsPerSecond : filled;
    this.filledAts[namespace] = now;
    this.tokens[namespace] = tokens < 1 ? tokens : tokens - 1;
    if (tokens < 1) this.refused++;
    return tokens >= 1;
  }

  /** Seconds before the next try, with full jitter; undefined when that was the last one. */
  pauseAfter(attempt: number): number | undefined {
    if (attempt >= ATTEMPTS) return undefined;
    return this.random.next() * Math.min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (attempt - 1));
  }
}
