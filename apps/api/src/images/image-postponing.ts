import type { Receipt } from '@facerec/catalog';
import { PipelineBusyError } from '@facerec/face-pipeline';
import { Injectable } from '@nestjs/common';
import { ImageJobs, type QueuedImage } from '../jobs/image-jobs';
import { ImageAdding, type NewImage } from './image-adding';

/** Indexes images at once, or by the queue where that is wanted, or all workers are busy. */
@Injectable()
export class ImagePostponing {
  constructor(private readonly adding: ImageAdding, private readonly jobs: ImageJobs) {}

  /** `later`: by the queue at once. Throws as `ImageAdding.add` and `ImageJobs.enqueue`. */
  async add(image: NewImage, later: boolean): Promise<Receipt | QueuedImage> {
    if (!canWait(image)) return this.adding.add(image);
    if (later) return this.enqueue(image);
    return this.adding.add(image).catch((error: unknown) => {
      if (error instanceof PipelineBusyError) return this.enqueue(image);
      throw error;
    });
  }

  private async enqueue({ collectionId, bucket, key = '', maxFaces }: NewImage): Promise<QueuedImage> {
    return this.jobs.enqueue({ collectionId, bucket, key }, maxFaces);
  }
}

/** Uploaded bytes have no place to wait, and the queue's messages tell a photo's place and how many of its faces are wanted, no more. */
function canWait({ bytes, labels: { subjectId, metadata, quality = 'off', detail } }: NewImage): boolean {
  return bytes === undefined && subjectId === undefined && metadata === undefined && quality === 'off' && detail === undefined;
}
