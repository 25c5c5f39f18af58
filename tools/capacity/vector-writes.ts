import { FACES_PER_PHOTO, PINECONE_MIN_WRITE_UNITS, RECORD_BYTES } from './facts';

export interface VectorWriteLimits {
  /** Upsert requests a second in one namespace. */
  readonly requestsPerSecond: number;
  /** Namespaces that the photos are spread over evenly. */
  readonly collections: number;
  /** From a request that is not refused to its answer. */
  readonly secondsOfRequest: number;
}

/** Pinecone's write limit: one token bucket a namespace, holding one second's worth; above it requests are answered with 429. */
export class VectorWrites {
  private readonly tokens: Float64Array;
  private readonly filledAts: Float64Array;
  requests = 0;
  refused = 0;
  /** What Pinecone counts, and is paid for. */
  writeUnits = 0;

  constructor(private readonly limits: VectorWriteLimits) {
    this.tokens = new Float64Array(limits.collections).fill(limits.requestsPerSecond);
    this.filledAts = new Float64Array(limits.collections);
  }

  get collections(): number {
    return this.limits.collections;
  }

  get secondsOfRequest(): number {
    return this.limits.secondsOfRequest;
  }

  /** One upsert request, with the faces of some photos of one collection. False: refused. */
  tryWrite(collection: number, photos: number, now: number): boolean {
    const { requestsPerSecond } = this.limits;
    const refill = (now - (this.filledAts[collection] as number)) * requestsPerSecond;
    const filled = (this.tokens[collection] as number) + refill;
    const tokens = filled > requestsPerSecond ? requestsPerSecond : filled;
    this.filledAts[collection] = now;
    this.tokens[collection] = tokens < 1 ? tokens : tokens - 1;
    if (tokens < 1) {
      this.refused++;
      return false;
    }
    this.requests++;
    this.writeUnits += Math.max(PINECONE_MIN_WRITE_UNITS, (photos * FACES_PER_PHOTO * RECORD_BYTES) / 1000);
    return true;
  }
}
