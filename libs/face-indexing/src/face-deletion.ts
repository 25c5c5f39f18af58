import { DeletedContents } from '@facerec/catalog';
import type { HeadLease, ImageIdentity } from '@facerec/catalog';
import { VectorStore } from '@facerec/vector-store';
import type { VectorRecord } from '@facerec/vector-store';
import { Injectable } from '@nestjs/common';
import { FaceWriter } from './face-writer';
import { HeadLeases } from './head-leases';
import type { DeletedFace, DeletedImage } from './types';

/** Removes faces, and keeps messages that were sent before from bringing them back. */
@Injectable()
export class FaceDeletion {
  constructor(
    private readonly store: VectorStore,
    private readonly contents: DeletedContents,
    private readonly leases: HeadLeases,
    private readonly writer: FaceWriter,
  ) {}

  /**
   * All faces of an image. `at`: when the deletion happened; it leaves alone what a message sent later has indexed. Without it
   * whatever is stored now goes, since SQS's clock, which dates messages, may be ahead of ours. Works for an image that was never
   * indexed: its message may still be waiting. Throws what the stores throw: the same call again finishes it.
   */
  async deleteImage(image: ImageIdentity, at?: Date): Promise<DeletedImage> {
    return this.leases.hold(image, async (lease) => {
      const found = lease.committed !== null || lease.notedIds.length > 0;
      if (at !== undefined && sentAtOf(lease) > at) return { found, faces: 0, faceIds: [], receipts: 0 };
      const cleared = await this.writer.clear(lease, at ?? new Date(Math.max(Date.now(), sentAtOf(lease).getTime())));
      const receipts = await this.contents.scrubImage(image);
      return { found, faces: lease.committed?.faces.length ?? 0, faceIds: cleared.notedIds, receipts };
    });
  }

  /** One face; it stays away as long as its image holds this content. undefined: the collection has no such face. */
  async deleteFace(collectionId: string, faceId: string): Promise<DeletedFace | undefined> {
    const [record] = await this.store.fetch(collectionId, [faceId]);
    if (record === undefined) return undefined;
    const image = imageOf(collectionId, record);
    if (image === null) {
      await this.store.deleteByIds(collectionId, [faceId]);
      return { image, receipts: 0 };
    }
    return this.leases.hold(image, async (lease) => {
      await this.writer.removeFace(lease, faceId);
      return { image, receipts: await this.contents.scrubFace(image, faceId) };
    });
  }
}

function sentAtOf({ committed }: HeadLease): Date {
  return committed?.sentAt ?? new Date(0);
}

/** null: the original service wrote no bucket, so no head knows this face. */
function imageOf(collectionId: string, { metadata: { bucket, image_key: key } }: VectorRecord): ImageIdentity | null {
  return typeof bucket === 'string' && typeof key === 'string' ? { collectionId, bucket, key } : null;
}
