import { CollectionDeletions, Collections, DeletedContents, Jobs } from '@facerec/catalog';
import { VectorStore } from '@facerec/vector-store';
import { Injectable } from '@nestjs/common';
import { CollectionNotEmptyError, CollectionNotFoundError } from './errors';
import { KeptPhotos } from './kept-photos';
import type { DeletedCollection } from './types';

/** Others may begin anew this long after the last sign of life. */
const ttlMs = 10_000;

/** What the catalog has to do with a collection as a whole. */
@Injectable()
export class CollectionRecords {
  constructor(
    readonly collections: Collections,
    readonly deletions: CollectionDeletions,
    readonly contents: DeletedContents,
    readonly jobs: Jobs,
  ) {}
}

/** Removes a collection with all it holds, and keeps messages that were sent before from bringing any of it back. */
@Injectable()
export class CollectionDeletion {
  constructor(private readonly records: CollectionRecords, private readonly store: VectorStore, private readonly kept: KeptPhotos) {}

  /**
   * Unless forced, only an empty one. While it goes on, messages that were sent after it began wait. Throws
   * `CollectionNotFoundError`, `CollectionNotEmptyError`, `CollectionBusyError` and what the stores throw: the same call again finishes it.
   */
  async deleteCollection(collectionId: string, { force }: { readonly force: boolean }): Promise<DeletedCollection> {
    const { collections, deletions, contents } = this.records;
    if ((await collections.find(collectionId)) === undefined) throw new CollectionNotFoundError(collectionId);
    const { vectors } = await this.store.stats(collectionId);
    if (!force && (vectors > 0 || (await contents.holdsImages(collectionId)))) throw new CollectionNotEmptyError(collectionId, vectors);

    const owner = await deletions.begin(collectionId, ttlMs);
    // A renewal that fails is no news: the one before the vectors go finds out.
    const heartbeat = setInterval(() => void deletions.renew(collectionId, owner, ttlMs).catch(() => undefined), ttlMs / 4);
    try {
      return { vectors, ...(await this.empty(collectionId, owner)) };
    } finally {
      clearInterval(heartbeat);
      await deletions.end(collectionId, owner).catch(() => undefined);
    }
  }

  /**
   * The heads first: whoever is writing loses its lease, and what it may still write is known and removed when its message comes
   * again. The collection itself last, so that a deletion that was interrupted can be asked for again.
   */
  private async empty(collectionId: string, owner: string): Promise<Omit<DeletedCollection, 'vectors'>> {
    const { collections, deletions, contents, jobs } = this.records;
    const cancelledJobs = await jobs.cancelAllOf(collectionId);
    const { images, faces } = await contents.removeHeads(collectionId, new Date());
    await deletions.renew(collectionId, owner, ttlMs);
    await this.store.deleteCollection(collectionId);
    await this.kept.removeCollection(collectionId);
    const receipts = await contents.scrubCollection(collectionId);
    await collections.remove(collectionId);
    return { images, faces, receipts, cancelledJobs };
  }
}
