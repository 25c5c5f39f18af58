import { ImageHeads, Jobs } from '@facerec/catalog';
import { FaceIndexer, type IndexingTask } from '@facerec/face-indexing';
import type { Delivery, RemovedObject } from '@facerec/indexing-queue';
import { Injectable, Logger } from '@nestjs/common';
import { ObjectRemoval } from './object-removal';

/** What a message leads to, once the stores answer. */
@Injectable()
export class QueuedWork {
  private readonly logger = new Logger(QueuedWork.name);

  constructor(
    private readonly indexer: FaceIndexer,
    private readonly removal: ObjectRemoval,
    private readonly jobs: Jobs,
    private readonly heads: ImageHeads,
  ) {}

  /** `onAnalysed`: only writes are left. */
  async index(task: IndexingTask, { isLast }: Pick<Delivery, 'isLast'>, onAnalysed: () => void): Promise<void> {
    if (await this.isCancelled(task)) return this.logger.debug({ msg: 'dropped: its job was cancelled', job_id: task.jobId, key: task.key });
    if (isLast) await this.indexer.giveUp(task);
    await this.indexer.index(task, onAnalysed);
  }

  async remove({ versionId, ...image }: RemovedObject, at: Date): Promise<void> {
    await this.removal.remove(image, at, versionId !== undefined);
  }

  /** An image that an attempt was killed in the middle of is finished nevertheless: only that makes its vectors sure. */
  private async isCancelled(task: IndexingTask): Promise<boolean> {
    if (!(await this.jobs.isCancelled(task.jobId))) return false;
    const head = await this.heads.find(task);
    return head === undefined || head.notedIds.length === 0;
  }
}
