import { type ApiKey, ApiKeys, keyScopes } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Caller } from './caller';

/** So long at most a revoked key stays good, and a new one unknown. */
export const keysFreshMs = 5_000;

/** The keys that the settings name. */
export abstract class BootstrapKeys {
  /** SHA-256 of each, in lower-case hexadecimal digits. */
  abstract readonly apiKeyDigests: readonly string[];
}

/** Where no key was ever made, which settings keep on loopback. */
export const anybody: Caller = { id: 'anybody', scopes: keyScopes, collectionPrefix: '', perMinute: 0 };

interface IssuedKeys {
  readonly none: boolean;
  readonly good: ReadonlyMap<string, Caller>;
}

/** The keys that may call: those of the settings, which may do everything, and those in the catalog. */
@Injectable()
export class KnownKeys {
  private readonly bootstrap: ReadonlyMap<string, Caller>;
  private issued?: Promise<IssuedKeys>;
  private readAt = 0;

  constructor(private readonly keys: ApiKeys, { apiKeyDigests }: BootstrapKeys) {
    this.bootstrap = new Map(apiKeyDigests.map((digest) => [digest, { id: `settings:${digest.slice(0, 8)}`, scopes: keyScopes, collectionPrefix: '' }]));
  }

  /**
   * undefined: no good key. Keys are looked up by their digests: what its time might tell is of the digest, from which no key follows.
   * Throws `CatalogUnavailableError` where only the catalog can tell.
   */
  async callerOf(key: string | undefined): Promise<Caller | undefined> {
    const digest = key === undefined ? undefined : createHash('sha256').update(key).digest('hex');
    const known = digest === undefined ? undefined : this.bootstrap.get(digest);
    if (known !== undefined || (digest === undefined && this.bootstrap.size > 0)) return known;
    const { none, good } = await this.readIssued();
    if (none && this.bootstrap.size === 0) return anybody;
    return digest === undefined ? undefined : good.get(digest);
  }

  /** Whether it is still let in. Throws `CatalogUnavailableError` where only the catalog can tell. */
  async isGood({ id }: Caller): Promise<boolean> {
    if ([...this.bootstrap.values()].some((caller) => caller.id === id)) return true;
    const { none, good } = await this.readIssued();
    if (id === anybody.id) return none && this.bootstrap.size === 0;
    return [...good.values()].some((caller) => caller.id === id);
  }

  /** All at once: a wrong key costs no query, however many are tried. */
  private readIssued(): Promise<IssuedKeys> {
    const now = Date.now();
    if (this.issued === undefined || now - this.readAt >= keysFreshMs) {
      this.readAt = now;
      this.issued = this.keys.list().then(sortOut);
      this.issued.catch(() => (this.issued = undefined));
    }
    return this.issued;
  }
}

/** Revoked keys count as keys: revoking the last one must not open the service to everybody. */
function sortOut(keys: readonly ApiKey[]): IssuedKeys {
  const good = keys.filter(({ revokedAt }) => revokedAt === null);
  return { none: keys.length === 0, good: new Map(good.map((key) => [key.digest, toCaller(key)])) };
}

function toCaller({ id, scopes, collectionPrefix, perMinute }: ApiKey): Caller {
  return { id: `catalog:${id}`, scopes, collectionPrefix, ...(perMinute !== null && { perMinute }) };
}
