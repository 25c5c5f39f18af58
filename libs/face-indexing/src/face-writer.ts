import { HeadLeaseLostError, ImageHeads } from '@facerec/catalog';
import type { HeadLease } from '@facerec/catalog';
import { VectorStore } from '@facerec/vector-store';
import { Injectable } from '@nestjs/common';
import type { Candidate } from './candidates';
import { withoutFaces } from './described-photo';
import type { DescribedPhoto } from './described-photo';
import { freshened, removedFaces } from './head-verdict';
import { isKept, KeptPhotos } from './kept-photos';

/**
 * The only one that changes vectors, always under the image's lease and always in this order:
 *
 *     note ids → keep or remove the photo itself → upsert → commit the head → delete what the head no longer has → forget those ids
 *
 * Why writers cannot hurt each other: ids belong to one image, and only the holder of its lease upserts or deletes them. The
 * next one starts after the holder let go or died, reads the head as it then is, and decides anew. So a loser never
 * deletes what a winner just wrote: it learns under its own lease that the winner's ids are in the head, and those are
 * never deleted.
 *
 * What a kill −9 leaves behind, and who repairs it (the message was not acknowledged, so it comes again):
 * - before the note: nothing but a lease, which runs out;
 * - after the note, or after the upsert: ids noted, vectors there or not. The next attempt writes its own set over them,
 *   and what of the noted ids its head does not have is deleted;
 * - after the commit, or after the delete: the former ids are still noted, and are deleted (again) by the next attempt;
 * - after the forget: nothing; the head answers for the receipt.
 *
 * A holder that was frozen for longer than its lease can still touch the store after another one took over. Its next step is
 * refused (the lease's token is another); it then notes its ids again, so that its retry settles them.
 */
@Injectable()
export class FaceWriter {
  constructor(private readonly heads: ImageHeads, private readonly store: VectorStore, private readonly kept: KeptPhotos) {}

  /** Makes the photo what the head and the store hold for its image, but for those of its faces that were deleted one by one. */
  async replace(lease: HeadLease, described: DescribedPhoto): Promise<HeadLease> {
    const photo = withoutFaces(described, removedFaces(lease, described.committed));
    const ids = photo.records.map((record) => record.id);
    const noted = await this.heads.noteIds(lease, ids);
    const committed = await this.admittingLoss(lease, ids, async () => {
      await this.settlePhoto(lease, photo);
      if (photo.records.length > 0) await this.store.upsert(lease.collectionId, photo.records);
      return this.heads.commit(noted, photo.committed);
    });
    return this.removeLeftovers(committed);
  }

  /** Tells the head of a later message or upload of what it holds. */
  async freshen(lease: HeadLease, candidate: Candidate): Promise<HeadLease> {
    return lease.committed === null ? lease : this.heads.commit(lease, freshened(lease.committed, candidate));
  }

  /** Empties the head, leaves a tombstone in it, and the store without the image's faces; `notedIds` of the answer are those that are gone. */
  async clear(lease: HeadLease, at: Date): Promise<HeadLease> {
    // Asked of S3 whatever the head says: an attempt that was killed may have kept a photo without a head.
    if (lease.bucket === '') await this.kept.remove(lease);
    // The tombstone first: killed in between, the noted ids are removed by the next deletion or message.
    const marked = await this.heads.markDeleted(lease, at);
    await this.removeLeftovers(marked);
    return marked;
  }

  /** Takes one face out of the store, and out of the head for as long as it holds this content. */
  async removeFace(lease: HeadLease, faceId: string): Promise<HeadLease> {
    const { committed } = lease;
    if (committed === null || !committed.faces.some((face) => face.faceId === faceId)) {
      return this.removeLeftovers(await this.heads.noteIds(lease, [faceId]));
    }
    const faces = committed.faces.filter((face) => face.faceId !== faceId);
    const removedFaceIds = [...(committed.removedFaceIds ?? []), faceId];
    if (isKept(committed) && faces.length === 0) await this.kept.remove(lease);
    return this.removeLeftovers(await this.heads.commit(lease, { ...committed, faces, removedFaceIds }));
  }

  /** Deletes the noted ids that the head does not have: former faces, and what an interrupted attempt may have left. */
  async removeLeftovers(lease: HeadLease): Promise<HeadLease> {
    const kept = new Set(lease.committed?.faces.map((face) => face.faceId));
    const leftovers = lease.notedIds.filter((id) => !kept.has(id));
    if (leftovers.length === 0) return lease;
    return this.admittingLoss(lease, leftovers, async () => {
      await this.store.deleteByIds(lease.collectionId, leftovers);
      return this.heads.forgetIds(lease, leftovers);
    });
  }

  /** Before the head tells of it: a photo that a head does not promise any more is gone, whenever an attempt is killed. */
  private async settlePhoto(lease: HeadLease, { committed, photo }: DescribedPhoto): Promise<void> {
    if (isKept(committed)) await this.kept.keep(lease, photo);
    else if (isKept(lease.committed)) await this.kept.remove(lease);
  }

  private async admittingLoss(lease: HeadLease, touched: readonly string[], work: () => Promise<HeadLease>): Promise<HeadLease> {
    try {
      return await work();
    } catch (error) {
      if (await this.wasLost(lease)) await this.heads.noteAfterLoss(lease, touched);
      throw error;
    }
  }

  /** Asked after any failure: a store's time-out hides it too. */
  private async wasLost(lease: HeadLease): Promise<boolean> {
    return this.heads.renew(lease).then(() => false, (error: unknown) => error instanceof HeadLeaseLostError);
  }
}
