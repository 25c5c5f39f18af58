import type { Job, Jobs } from '@facerec/catalog';
import type { ImageStore } from '@facerec/image-store';
import type { IndexingQueue } from '@facerec/indexing-queue';
import { isPhoto } from './upload-folder';

/** How many photos are put in the queue between two notes of how far we are. */
const batchSize = 100;

export interface Enqueued {
  readonly photos: number;
  /** Objects that are not photos by their ending. */
  readonly skipped: number;
}

interface Rooms {
  readonly images: ImageStore;
  readonly queue: IndexingQueue;
  readonly jobs: Jobs;
}

interface Album {
  readonly job: Job;
  readonly bucket: string;
  readonly prefix: string;
  readonly maxFaces: number | null;
  readonly onPhotos: (enqueued: number) => void;
}

/**
 * Puts every photo under the prefix in the queue, in key order, from where the job stopped last time. The note of how far
 * we are follows the messages: after a crash at most one batch is sent twice, and a photo sent twice is indexed once.
 */
export async function enqueuePrefix({ images, queue, jobs }: Rooms, { job, bucket, prefix, maxFaces, onPhotos }: Album): Promise<Enqueued> {
  let photos = job.enqueued;
  let skipped = 0;
  let batch: string[] = [];
  const send = async (): Promise<void> => {
    await queue.enqueue(batch.map((key) => ({ job_id: job.id, collection_id: job.collectionId, s3_bucket: bucket, image_key: key, max_faces: maxFaces })));
    await jobs.recordEnqueued(job.id, batch.length, batch.at(-1) ?? null);
    photos += batch.length;
    batch = [];
    onPhotos(photos);
  };
  for await (const { key, size } of images.list(bucket, prefix, job.cursor ?? undefined)) {
    if (size === 0 || !isPhoto(key)) {
      skipped += 1;
      continue;
    }
    batch.push(key);
    if (batch.length === batchSize) await send();
  }
  if (batch.length > 0) await send();
  await jobs.complete(job.id);
  return { photos, skipped };
}
