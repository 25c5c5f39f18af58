import { Injectable } from '@nestjs/common';
import type { Updateable } from 'kysely';
import { Catalog } from './catalog';
import { HeadLeaseLostError } from './errors';
import { toHead, toLease } from './head-row';
import type { ImageHeadsTable } from './schema';
import type { CommittedImage, HeadLease, HeadListing, ImageHead, ImageIdentity } from './types';

/**
 * One head for each (collection, bucket, key): what is stored for the photo, and the lease that lets one attempt at a
 * time change it. Every change is one statement that holds only for the lease's token (fencing): an attempt whose
 * lease ran out and was taken over gets `HeadLeaseLostError` and changes nothing.
 */
@Injectable()
export class ImageHeads {
  constructor(private readonly catalog: Catalog) {}

  async find(image: ImageIdentity): Promise<ImageHead | undefined> {
    const row = await this.catalog.db.selectFrom('image_heads').selectAll()
      .where('collection_id', '=', image.collectionId)
      .where('bucket', '=', image.bucket)
      .where('image_key', '=', image.key)
      .executeTakeFirst();
    return row === undefined ? undefined : toHead(row);
  }

  /** One page of a collection, ordered by bucket and key. */
  async list(collectionId: string, { after, limit }: HeadListing): Promise<ImageHead[]> {
    let query = this.catalog.db.selectFrom('image_heads').selectAll().where('collection_id', '=', collectionId);
    if (after !== undefined) {
      query = query.where((eb) => eb(eb.refTuple('bucket', 'image_key'), '>', eb.tuple(after.bucket, after.key)));
    }
    const rows = await query.orderBy('bucket').orderBy('image_key').limit(limit).execute();
    return rows.map(toHead);
  }

  /** undefined: another attempt holds it. One that has not moved for its `ttlMs` is taken over. */
  async acquire(image: ImageIdentity, owner: string, ttlMs: number): Promise<HeadLease | undefined> {
    const now = Date.now();
    const row = await this.catalog.db.insertInto('image_heads')
      .values({
        collection_id: image.collectionId,
        bucket: image.bucket,
        image_key: image.key,
        committed: null,
        deleted_at: null,
        noted_ids: '[]',
        lease_owner: owner,
        lease_token: 1,
        lease_until: now + ttlMs,
      })
      .onConflict((conflict) => conflict.columns(['collection_id', 'bucket', 'image_key'])
        .doUpdateSet((eb) => ({
          lease_owner: owner,
          lease_token: eb('image_heads.lease_token', '+', 1),
          lease_until: now + ttlMs,
        }))
        .where('image_heads.lease_until', '<=', now))
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? undefined : toLease(row, owner, ttlMs);
  }

  async renew(lease: HeadLease): Promise<void> {
    await this.change(lease, {});
  }

  /** Lets the next attempt in at once. Fine when the lease was lost. */
  async release(lease: HeadLease): Promise<void> {
    await this.update(lease, { lease_owner: null, lease_until: 0 });
  }

  /** Before the vector store is touched: these ids will be in an unknown state until `commit` or `forgetIds`. */
  async noteIds(lease: HeadLease, ids: readonly string[]): Promise<HeadLease> {
    return this.change(lease, { noted_ids: JSON.stringify(union(lease.notedIds, ids)) });
  }

  /** After these ids are known to be gone from the vector store. */
  async forgetIds(lease: HeadLease, ids: readonly string[]): Promise<HeadLease> {
    return this.change(lease, { noted_ids: JSON.stringify(without(lease.notedIds, ids)) });
  }

  /** Sets the head. Its faces are no longer noted; those of the former head are, until `forgetIds`. */
  async commit(lease: HeadLease, committed: CommittedImage): Promise<HeadLease> {
    const noted = without(union(lease.notedIds, idsOf(lease.committed)), idsOf(committed));
    return this.change(lease, { committed: JSON.stringify(committed), noted_ids: JSON.stringify(noted) });
  }

  /** Empties the head and leaves a tombstone (the later of two); the former faces are noted until `forgetIds`. */
  async markDeleted(lease: HeadLease, at: Date): Promise<HeadLease> {
    const noted = union(lease.notedIds, idsOf(lease.committed));
    const deletedAt = Math.max(at.getTime(), lease.deletedAt?.getTime() ?? 0);
    return this.change(lease, { committed: null, deleted_at: deletedAt, noted_ids: JSON.stringify(noted) });
  }

  private async change(lease: HeadLease, values: Updateable<ImageHeadsTable>): Promise<HeadLease> {
    const row = await this.update(lease, { ...values, lease_until: Date.now() + lease.ttlMs });
    if (row === undefined) throw new HeadLeaseLostError(lease.key);
    return toLease(row, lease.owner, lease.ttlMs);
  }

  private async update(lease: HeadLease, values: Updateable<ImageHeadsTable>) {
    return this.catalog.db.updateTable('image_heads').set(values)
      .where('collection_id', '=', lease.collectionId)
      .where('bucket', '=', lease.bucket)
      .where('image_key', '=', lease.key)
      .where('lease_owner', '=', lease.owner)
      .where('lease_token', '=', lease.token)
      .returningAll()
      .executeTakeFirst();
  }
}

function idsOf(committed: CommittedImage | null): string[] {
  return committed?.faces.map((face) => face.faceId) ?? [];
}

function union(some: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...some, ...more])];
}

function without(some: readonly string[], gone: readonly string[]): string[] {
  return some.filter((id) => !gone.includes(id));
}
