import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Catalog } from './catalog';
import { CollectionBusyError } from './errors';
import type { CollectionDeletion } from './types';

/** The time of each collection's last deletion. It outlives the collection, since messages may wait for two weeks. */
@Injectable()
export class CollectionDeletions {
  constructor(private readonly catalog: Catalog) {}

  async find(collectionId: string): Promise<CollectionDeletion | undefined> {
    const row = await this.catalog.db.selectFrom('collection_deletions').selectAll().where('id', '=', collectionId).executeTakeFirst();
    if (row === undefined) return undefined;
    return { collectionId, deletedAt: new Date(Number(row.deleted_at)), busy: Number(row.busy_until) > Date.now() };
  }

  /** Resolves with what `renew` and `end` want to see. Throws `CollectionBusyError` while another deletion is at work. */
  async begin(collectionId: string, ttlMs: number): Promise<string> {
    const now = Date.now();
    const owner = randomUUID();
    const begun = { deleted_at: now, owner, busy_until: now + ttlMs };
    const row = await this.catalog.db.insertInto('collection_deletions')
      .values({ id: collectionId, ...begun })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(begun).where('collection_deletions.busy_until', '<=', now))
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw new CollectionBusyError(collectionId);
    return owner;
  }

  /** Throws `CollectionBusyError` when it was taken for dead: new faces may have come in, and must stay. */
  async renew(collectionId: string, owner: string, ttlMs: number): Promise<void> {
    const now = Date.now();
    const row = await this.held(collectionId, owner)
      .set({ busy_until: now + ttlMs })
      .where('busy_until', '>', now)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw new CollectionBusyError(collectionId);
  }

  async end(collectionId: string, owner: string): Promise<void> {
    await this.held(collectionId, owner).set({ busy_until: 0 }).execute();
  }

  private held(collectionId: string, owner: string) {
    return this.catalog.db.updateTable('collection_deletions').where('id', '=', collectionId).where('owner', '=', owner);
  }
}
