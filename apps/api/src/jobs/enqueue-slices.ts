import { Enqueueing, type EnqueueLease, type Job } from '@facerec/catalog';
import { ImageStore, type ImageListing } from '@facerec/image-store';
import { IndexingQueue } from '@facerec/indexing-queue';
import { Injectable, Logger } from '@nestjs/common';
import { isPhoto } from './is-photo';
import { JobRetry } from './job-retry';
import { partsOf } from './job-source';

/** Images between two notes of how far the job has come; after a crash so many are sent again. */
const step = 100;
/** Objects before the next job's turn: one page of S3's listing. */
const slice = 1_000;

/**
 * A slice of the enqueueing of a job, from where the last one ended. Memory holds one step, however long the listing. Each step is
 * first sent, then noted: a crash in between sends some images twice, which are indexed once and counted once.
 */
@Injectable()
export class EnqueueSlices {
  private readonly logger = new Logger(EnqueueSlices.name);

  constructor(
    private readonly enqueueing: Enqueueing,
    private readonly queue: IndexingQueue,
    private readonly images: ImageStore,
    private readonly retries: JobRetry,
  ) {}

  /** Ends with the job done, released for the next slice, or out of our hands. `signal`: stop after the step in hand. */
  async enqueue(lease: EnqueueLease, signal: AbortSignal): Promise<void> {
    const { job } = lease;
    if (job.complete) return this.retries.retry(lease, signal);
    const steps = job.kind === 'prefix' ? this.listed(job) : this.named(job);
    let current = lease;
    let seen = 0;
    for await (const { keys, objects, cursor } of steps) {
      await this.send(job, keys);
      const advanced = await this.enqueueing.advance(current, { enqueued: keys.length, skipped: objects - keys.length, cursor });
      if (advanced === undefined) return this.logger.log({ msg: 'Enqueueing ends: cancelled, or taken over', job_id: job.id });
      current = advanced;
      seen += objects;
      if (seen >= slice || signal.aborted) return this.enqueueing.release(current);
    }
    await this.enqueueing.complete(current);
    this.logger.log({ msg: 'Enqueued', job_id: job.id, images: current.job.enqueued, skipped: current.job.skipped });
  }

  private async *listed({ source, cursor }: Job): AsyncGenerator<Step> {
    const { bucket, path } = partsOf(source);
    let objects: ImageListing[] = [];
    for await (const object of this.images.list(bucket, path, cursor ?? undefined)) {
      objects.push(object);
      if (objects.length < step) continue;
      yield stepOf(objects);
      objects = [];
    }
    if (objects.length > 0) yield stepOf(objects);
  }

  /** Of a list of keys, or the one key that the request for it could not send. */
  private async *named({ id, kind, source, cursor }: Job): AsyncGenerator<Step> {
    let position = Number(cursor ?? 0);
    if (kind === 'image') {
      const { path } = partsOf(source);
      // An upload has no place in S3.
      if (cursor === null && path !== '') yield { keys: [path], objects: 1, cursor: '1' };
      return;
    }
    for (let keys = await this.enqueueing.keysAt(id, position); keys.length > 0; keys = await this.enqueueing.keysAt(id, position)) {
      position += keys.length;
      yield { keys, objects: keys.length, cursor: String(position) };
    }
  }

  private async send({ id, collectionId, source, maxFaces }: Job, keys: readonly string[]): Promise<void> {
    const { bucket } = partsOf(source);
    await this.queue.enqueue(keys.map((key) => ({ job_id: id, collection_id: collectionId, s3_bucket: bucket, image_key: key, max_faces: maxFaces })));
  }
}

interface Step {
  readonly keys: readonly string[];
  /** Seen, photos or not. */
  readonly objects: number;
  readonly cursor: string;
}

function stepOf(objects: readonly ImageListing[]): Step {
  const keys = objects.filter(({ key, size }) => size > 0 && isPhoto(key)).map(({ key }) => key);
  return { keys, objects: objects.length, cursor: objects.at(-1)?.key ?? '' };
}
