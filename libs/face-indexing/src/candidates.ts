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
  constructor(private readonly photos: Photos) {}

  async fetch(task: IndexingTask): Promise<Candidate> {
    const photo = await this.photos.read(task.bucket, task.key);
    return { task, photo, embeddingContract: this.photos.pack.embeddingContract };
  }
}
