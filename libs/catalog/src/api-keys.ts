import { Injectable } from '@nestjs/common';
import type { Selectable } from 'kysely';
import { createHash, randomBytes } from 'node:crypto';
import { type ApiKey, keyScopes, type NewApiKey } from './api-key';
import { Catalog } from './catalog';
import type { ApiKeysTable } from './schema';

/** Those who search logs and repositories for keys know ours by it. */
const mark = 'facerec_';

/** Keys of callers. Of a key itself only its SHA-256 is stored: 256 random bits need no slower hash. */
@Injectable()
export class ApiKeys {
  constructor(private readonly catalog: Catalog) {}

  /** `key` is told here and never again. */
  async issue({ name, scopes, collectionPrefix = '', perMinute }: NewApiKey): Promise<{ readonly key: string; readonly issued: ApiKey }> {
    const key = mark + randomBytes(32).toString('base64url');
    const row = await this.catalog.db.insertInto('api_keys')
      .values({
        id: randomBytes(6).toString('hex'),
        digest: createHash('sha256').update(key).digest('hex'),
        name,
        scopes: scopes.join(),
        collection_prefix: collectionPrefix,
        per_minute: perMinute ?? null,
        last_four: key.slice(-4),
        created_at: Date.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return { key, issued: toApiKey(row) };
  }

  /** All that were ever issued, in the order of their making, the revoked ones too. */
  async list(): Promise<ApiKey[]> {
    const rows = await this.catalog.db.selectFrom('api_keys').selectAll().orderBy('created_at').orderBy('id').execute();
    return rows.map(toApiKey);
  }

  /** For good. Resolves with the key as it is now; one that was revoked before stays as it was. undefined: there is none. */
  async revoke(id: string): Promise<ApiKey | undefined> {
    await this.catalog.db.updateTable('api_keys').set({ revoked_at: Date.now() }).where('id', '=', id).where('revoked_at', 'is', null).execute();
    const row = await this.catalog.db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : toApiKey(row);
  }
}

function toApiKey(row: Selectable<ApiKeysTable>): ApiKey {
  const scopes = row.scopes.split(',');
  return {
    id: row.id,
    digest: row.digest,
    name: row.name,
    scopes: keyScopes.filter((scope) => scopes.includes(scope)),
    collectionPrefix: row.collection_prefix,
    perMinute: row.per_minute,
    lastFour: row.last_four,
    createdAt: new Date(Number(row.created_at)),
    revokedAt: row.revoked_at === null ? null : new Date(Number(row.revoked_at)),
  };
}
