import { type ImageIdentity, Jobs, type Receipt, Subjects } from '@facerec/catalog';
import { FaceDeletion, FaceIndexer, type ImageLabels, type IndexingTask } from '@facerec/face-indexing';
import { Injectable } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { SubjectNotFoundError } from '../problems/errors';

/** An image that is indexed at once; `bytes` undefined: it lies in S3. */
export interface NewImage {
  readonly collectionId: string;
  readonly bucket: string;
  /** undefined: named by its content. */
  readonly key: string | undefined;
  readonly bytes: Uint8Array | undefined;
  readonly maxFaces: number | null;
  readonly labels: ImageLabels;
}

/** Indexes images without the queue, with the same receipts. */
@Injectable()
export class ImageAdding {
  constructor(
    private readonly jobs: Jobs,
    private readonly subjects: Subjects,
    private readonly indexer: FaceIndexer,
    private readonly deletion: FaceDeletion,
  ) {}

  /** Throws `SubjectNotFoundError`, and what `FaceIndexer.index` throws. */
  async add(image: NewImage): Promise<Receipt> {
    const { collectionId, bucket, bytes, maxFaces, labels } = image;
    const key = image.key ?? contentName(bytes ?? new Uint8Array());
    const identity = { collectionId, bucket, key };
    await this.announce(identity, labels.subjectId);
    const jobId = await this.createJob(identity);
    const task: IndexingTask = { ...identity, jobId, maxFaces, sentAt: new Date(), labels };
    const receipt = await (bytes === undefined ? this.indexer.index(task) : this.indexer.indexUpload(task, bytes)).catch(async (error: unknown) => {
      // It will have no receipt: whoever sends it again makes a job of its own.
      await this.jobs.cancel(jobId).catch(() => undefined);
      throw error;
    });
    await this.demandSubject(identity, labels.subjectId);
    return receipt;
  }

  /** Known before it is stored, the image is found by a deletion of its subject whenever that comes. */
  private async announce(image: ImageIdentity, subjectId: string | undefined): Promise<void> {
    if (subjectId === undefined) return;
    if ((await this.subjects.find(image.collectionId, subjectId)) === undefined) throw new SubjectNotFoundError(subjectId);
    await this.subjects.link(image, subjectId);
  }

  private async createJob(image: ImageIdentity): Promise<string> {
    const { collectionId, bucket, key } = image;
    const { id } = await this.jobs.create({ id: randomUUID(), collectionId, source: bucket === '' ? `upload:${key}` : `s3://${bucket}/${key}` });
    await this.jobs.recordEnqueued(id, 1, key);
    await this.jobs.complete(id);
    return id;
  }

  /** A subject that was deleted meanwhile does not come back as a face. */
  private async demandSubject(image: ImageIdentity, subjectId: string | undefined): Promise<void> {
    if (subjectId === undefined || (await this.subjects.find(image.collectionId, subjectId)) !== undefined) return;
    await this.deletion.deleteImage(image);
    await this.subjects.unlink(image, subjectId);
    throw new SubjectNotFoundError(subjectId);
  }
}

function contentName(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
