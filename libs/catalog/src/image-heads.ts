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
    const row = await this.held(lease).set({ lease_until: Date.now() + lease.ttlMs }).returning('lease_token').executeTakeFirst();
    if (row === undefined) throw new HeadLeaseLostError(lease.key);
  }

  /** Lets the next attempt in at once. Fine when the lease was lost. */
  async release(lease: HeadLease): Promise<void> {
    await this.held(lease).set({ lease_owner: null, lease_until: 0 }).execute();
  }

  /** Before the vector store is touched: these ids will be in an unknown state until `commit` or `forgetIds`. */
  async noteIds(lease: HeadLease, ids: readonly string[]): Promise<HeadLease> {
    return this.change(lease, union(lease.notedIds, ids));
  }

  /** After these ids are known to be gone from the vector store. */
  async forgetIds(lease: HeadLease, ids: readonly string[]): Promise<HeadLease> {
    return this.change(lease, without(lease.notedIds, ids));
  }

  /** Sets the head. Its faces are no longer noted; those of the former head are, until `forgetIds`. */
  async commit(lease: HeadLease, committed: CommittedImage): Promise<HeadLease> {
    const noted = without(union(lease.notedIds, idsOf(lease.committed)), idsOf(committed));
    return this.change(lease, noted, { committed: JSON.stringify(committed) });
  }

  /** Empties the head and leaves a tombstone (the later of two); the former faces are noted until `forgetIds`. */
  async markDeleted(lease: HeadLease, at: Date): Promise<HeadLease> {
    const noted = union(lease.notedIds, idsOf(lease.committed));
    return this.change(lease, noted, { committed: null, deleted_at: Math.max(at.getTime(), lease.deletedAt?.getTime() ?? 0) });
  }

  /**
   * For an attempt that touched the vector store and then found its lease lost. Needs no lease, and the present holder keeps
   * these notes whatever it does: what it knows of these ids may be outdated.
   */
  async noteAfterLoss(image: ImageIdentity, ids: readonly string[]): Promise<void> {
    for (let head = await this.find(image); head !== undefined; head = await this.find(image)) {
      const row = await this.rowOf(image)
        .set({ noted_ids: JSON.stringify([...head.notedIds, ...ids]) })
        .where('noted_ids', '=', JSON.stringify(head.notedIds))
        .returning('lease_token')
        .executeTakeFirst();
      if (row !== undefined) return;
    }
  }

  /** Sets the notes, keeping what `noteAfterLoss` added since the lease last saw them. */
  private async change(lease: HeadLease, noted: readonly string[], values: Updateable<ImageHeadsTable> = {}): Promise<HeadLease> {
    for (let seen = lease.notedIds, wanted = noted; ;) {
      const row = await this.held(lease)
        .set({ ...values, noted_ids: JSON.stringify(wanted), lease_until: Date.now() + lease.ttlMs })
        .where('noted_ids', '=', JSON.stringify(seen))
        .returningAll()
        .executeTakeFirst();
      if (row !== undefined) return toLease(row, lease.owner, lease.ttlMs);

      await this.renew(lease);
      const present = (await this.find(lease))?.notedIds ?? [];
      wanted = [...wanted, ...addedSince(seen, present)];
      seen = present;
    }
  }

  private held(lease: HeadLease) {
    return this.rowOf(lease).where('lease_owner', '=', lease.owner).where('lease_token', '=', lease.token);
  }

  private rowOf(image: ImageIdentity) {
    return this.catalog.db.updateTable('image_heads')
      .where('collection_id', '=', image.collectionId)
      .where('bucket', '=', image.bucket)
      .where('image_key', '=', image.key);
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

/** Noted once more counts: an id that was noted after a loss stays noted when an earlier note of it is forgotten. */
function addedSince(seen: readonly string[], present: readonly string[]): string[] {
  const left = [...seen];
  return present.filter((id) => {
    const known = left.indexOf(id);
    if (known >= 0) left.splice(known, 1);
    return known < 0;
  });
}
