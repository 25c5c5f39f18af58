import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
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

  /** For bytes that came with the request: they are as new as it is. */
  uploaded(task: IndexingTask, bytes: Uint8Array): Candidate {
    const photo = { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), lastModified: task.sentAt, versionId: null };
    return { task, photo, embeddingContract: this.photos.pack.embeddingContract };
  }
}
