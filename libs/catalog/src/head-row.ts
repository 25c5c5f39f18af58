import type { Selectable } from 'kysely';
import type { ImageHeadsTable } from './schema';
import type { CommittedImage, HeadLease, ImageHead } from './types';

export type HeadRow = Selectable<ImageHeadsTable>;

export function toHead(row: HeadRow): ImageHead {
  return {
    collectionId: row.collection_id,
    bucket: row.bucket,
    key: row.image_key,
    committed: row.committed === null ? null : toCommitted(row.committed),
    deletedAt: row.deleted_at === null ? null : new Date(Number(row.deleted_at)),
    notedIds: JSON.parse(row.noted_ids),
  };
}

export function toLease(row: HeadRow, owner: string, ttlMs: number): HeadLease {
  return { ...toHead(row), owner, ttlMs, token: Number(row.lease_token) };
}

function toCommitted(json: string): CommittedImage {
  const committed = JSON.parse(json);
  return { ...committed, lastModified: new Date(committed.lastModified), sentAt: new Date(committed.sentAt) };
}
