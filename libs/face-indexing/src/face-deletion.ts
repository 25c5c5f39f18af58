import { ImageHeads } from '@facerec/catalog';
import type { ImageIdentity } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import { FaceWriter } from './face-writer';
import { HeadLeases } from './head-leases';
import type { DeletedImage } from './types';

/** Removes an image's faces, and keeps messages that were sent before from bringing them back. */
@Injectable()
export class FaceDeletion {
  constructor(
    private readonly heads: ImageHeads,
    private readonly leases: HeadLeases,
    private readonly writer: FaceWriter,
  ) {}

  /**
   * `at`: when the deletion happened; it leaves alone what a message sent later has indexed. Works for an image that was never
   * indexed, since its message may still be waiting. Throws what the stores throw: the same call again finishes it.
   */
  async deleteImage(image: ImageIdentity, at: Date): Promise<DeletedImage> {
    return this.leases.hold(image, async (lease) => {
      if (lease.committed !== null && lease.committed.sentAt > at) return { faceIds: [] };
      // The tombstone first: killed in between, the noted ids are removed by the next deletion or message.
      const marked = await this.heads.markDeleted(lease, at);
      await this.writer.removeLeftovers(marked);
      return { faceIds: marked.notedIds };
    });
  }
}
