import { createHash, timingSafeEqual } from 'node:crypto';

/** The keys that may call, of which only the SHA-256 is known. */
export class ApiKeys {
  private readonly digests: readonly Buffer[];

  /** SHA-256 of each key in hexadecimal digits; none: no key is asked for, and settings keep the service on loopback. */
  constructor(digests: readonly string[]) {
    this.digests = digests.map((digest) => Buffer.from(digest, 'hex'));
  }

  get areNeeded(): boolean {
    return this.digests.length > 0;
  }

  accept(key: string): boolean {
    const digest = createHash('sha256').update(key).digest();
    // All are compared, each in constant time: how long it takes tells nothing of any of them.
    return this.digests.filter((known) => timingSafeEqual(known, digest)).length > 0;
  }
}
