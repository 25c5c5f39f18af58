import { CollectionBusyError, CollectionDeletions, Collections, ImageHeads } from '@facerec/catalog';
import type { HeadLease, ImageHead } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import type { IndexingTask } from './types';

/** Heads as a task has to see them: a deletion of the whole collection counts as one of each image. */
@Injectable()
export class ImageStates {
  constructor(
    private readonly heads: ImageHeads,
    private readonly collections: Collections,
    private readonly deletions: CollectionDeletions,
  ) {}

  /** Throws `CollectionBusyError`. */
  async find(task: IndexingTask): Promise<ImageHead> {
    const { collectionId, bucket, key } = task;
    const head = (await this.heads.find(task)) ?? { collectionId, bucket, key, committed: null, deletedAt: null, notedIds: [] };
    return this.withDeletion(task, head);
  }

  /**
   * Asked under the lease: a deletion that began before the lease was taken is seen here, and one that begins later takes
   * the lease away. Throws `CollectionBusyError`.
   */
  async underLease(task: IndexingTask, lease: HeadLease): Promise<HeadLease> {
    return this.withDeletion(task, lease);
  }

  /** Makes the collection when absent, pinned to this service's embeddings; throws `ModelMismatchError`. */
  async ensureCollection(task: IndexingTask, embeddingContract: string): Promise<void> {
    await this.collections.ensure(task.collectionId, embeddingContract);
  }

  private async withDeletion<T extends ImageHead>(task: IndexingTask, head: T): Promise<T> {
    const deletion = await this.deletions.find(task.collectionId);
    if (deletion === undefined) return head;
    // What is stored before the deletion has ended may go with it.
    if (deletion.busy && task.sentAt > deletion.deletedAt) throw new CollectionBusyError(task.collectionId);
    const deletedAt = head.deletedAt !== null && head.deletedAt > deletion.deletedAt ? head.deletedAt : deletion.deletedAt;
    return { ...head, deletedAt };
  }
}
