import { Receipts } from '@facerec/catalog';
import type { Receipt } from '@facerec/catalog';
import { ImageNotFoundError } from '@facerec/image-store';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Candidate, Candidates } from './candidates';
import { MODULE_OPTIONS_TOKEN } from './face-indexing.options';
import { permanentProblem } from './permanent-problem';
import { failedReceipt, receiptOf } from './receipts';
import { Settlement } from './settlement';
import type { FaceIndexingOptions, IndexingTask } from './types';

/** Turns one queued image into stored faces. The same task any number of times, at once or after a crash, has the same effect. */
@Injectable()
export class FaceIndexer {
  private readonly logger = new Logger(FaceIndexer.name);
  private readonly graceMs: number;

  constructor(
    private readonly candidates: Candidates,
    private readonly settlement: Settlement,
    private readonly receipts: Receipts,
    @Inject(MODULE_OPTIONS_TOKEN) options: FaceIndexingOptions,
  ) {
    this.graceMs = options.missingObjectGraceMs ?? 10_000;
  }

  /**
   * Resolves once vectors, head and receipt are durable, or once a failed receipt is, for an image that can never succeed.
   * Throws whatever a retry may mend: a store that is down, a busy pool, an object that may still appear. `onAnalysed` is called when
   * the photo itself is not in memory any more and only the writes are left.
   */
  async index(task: IndexingTask, onAnalysed: () => void = ignore): Promise<Receipt> {
    return this.finish(task, () => this.candidates.fetch(task), onAnalysed);
  }

  /** Bytes that came with a request; the task's bucket is ''. Otherwise like `index`. */
  async indexUpload(task: IndexingTask, bytes: Uint8Array): Promise<Receipt> {
    return this.finish(task, async () => this.candidates.uploaded(task, bytes), ignore);
  }

  private async finish(task: IndexingTask, fetch: () => Promise<Candidate>, onAnalysed: () => void): Promise<Receipt> {
    const startedAt = performance.now();
    const receipt = await this.settle(task, fetch, onAnalysed);
    await this.receipts.put(receipt);
    this.logger.log({
      job_id: task.jobId,
      collection: task.collectionId,
      image: `${task.bucket}/${task.key}`,
      state: receipt.state,
      faces: receipt.faces.length,
      problem: receipt.problem?.code,
      ms: Math.round(performance.now() - startedAt),
    }, 'Image finished');
    return receipt;
  }

  /**
   * Before the last attempt: whatever becomes of it, even the process's end, the image comes to one. Success replaces this
   * receipt, and is not replaced by it.
   */
  async giveUp(task: IndexingTask): Promise<void> {
    const detail = 'The image could not be indexed in many attempts. Its message is in the dead-letter queue, with the reason.';
    await this.receipts.putFailure(failedReceipt(task, { code: 'indexing_failed', detail }));
  }

  private async settle(task: IndexingTask, fetch: () => Promise<Candidate>, onAnalysed: () => void): Promise<Receipt> {
    try {
      return receiptOf(task, await this.settlement.settle(fetch, onAnalysed));
    } catch (error) {
      const problem = this.mayStillAppear(task, error) ? undefined : permanentProblem(error);
      if (problem === undefined) throw error;
      return failedReceipt(task, problem);
    }
  }

  /** A message can overtake its upload. */
  private mayStillAppear(task: IndexingTask, error: unknown): boolean {
    return error instanceof ImageNotFoundError && Date.now() < task.sentAt.getTime() + this.graceMs;
  }
}

function ignore(): void {}
