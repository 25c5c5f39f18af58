import { Collections } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import { Photos } from './photos';
import type { PhotoContent } from './photos';
import type { IndexingTask } from './types';

/** One message's image as it was read: what competes for the head. */
export interface Candidate {
  readonly task: IndexingTask;
  readonly photo: PhotoContent;
  readonly embeddingContract: string;
}

/** Fetches what a task names. */
@Injectable()
export class Candidates {
  constructor(private readonly photos: Photos, private readonly collections: Collections) {}

  /** Makes the task's collection when absent, pinned to this service's embeddings; throws `ModelMismatchError`. */
  async fetch(task: IndexingTask): Promise<Candidate> {
    const photo = await this.photos.read(task.bucket, task.key);
    const { embeddingContract } = this.photos.pack;
    await this.collections.ensure(task.collectionId, embeddingContract);
    return { task, photo, embeddingContract };
  }
}
