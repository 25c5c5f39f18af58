import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { availableParallelism, totalmem } from 'node:os';
import { extname, join } from 'node:path';
import { Piscina } from 'piscina';
import { describePack } from './contracts';
import { ImageTooLargeError, ModelPackError, PipelineBusyError, UndecodableImageError } from './errors';
import { ensurePack } from './packs/ensure-pack';
import { sizePool } from './size-pool';
import type { AnalyzeOptions, FacePipelineOptions, ImageAnalysis, PackDescription, PoolStats } from './types';
import type { PipelinePlan } from './worker/face-pipeline';
import type { AnalyzeResult, AnalyzeTask } from './worker/face-worker';
import type { RefusalReason } from './worker/image-refusal';
import type { InstalledPack } from './worker/pack-spec';
import type { PreparedPack } from './worker/prepared-model';

// Node strips types, so the source file serves Jest; the bundler puts its build beside main.js.
const WORKER = extname(__filename) === '.ts' ? join(__dirname, 'worker/face-worker.ts') : join(__dirname, 'face-worker.js');

const logger = new Logger('FacePipelinePool');

/** Analyzes images in worker threads, never in the caller's. Whoever opens it closes it. */
export class FacePipelinePool implements OnApplicationShutdown {
  private readonly inHand = new Set<Promise<AnalyzeResult>>();
  private completed = 0;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly threads: Piscina<AnalyzeTask, AnalyzeResult>,
    private readonly limits: { readonly workers: number; readonly maxQueue: number },
    /** The models in use. */
    readonly pack: PackDescription,
  ) {}

  /**
   * Fetches and prepares the models if need be, starts the workers and waits until they are warm.
   * @throws ModelPackError
   */
  static async open(options: FacePipelineOptions): Promise<FacePipelinePool> {
    const pack = await ensurePack(options.modelsDirectory, options.pack);
    const models = await prepare(pack, options.cacheDirectory);
    const minConfidence = options.minFaceConfidence ?? pack.spec.detector.minConfidence;
    const workers = options.workers ?? workersThatFit(pack);
    const threads = await start({ spec: pack.spec, models, maxDecodePixels: options.maxDecodePixels ?? 40_000_000, minConfidence }, workers);
    logger.log(`${workers} worker ${workers === 1 ? 'thread' : 'threads'} with model pack ${pack.name}`);
    return new FacePipelinePool(threads, { workers, maxQueue: options.maxQueue ?? 64 }, describePack(pack, minConfidence));
  }

  /**
   * Finds and embeds the faces of one image. The bytes are copied, not taken.
   * @throws UndecodableImageError, ImageTooLargeError, PipelineBusyError
   */
  async analyze(image: Uint8Array, options: AnalyzeOptions = {}): Promise<ImageAnalysis> {
    const { workers, maxQueue } = this.limits;
    if (this.closing !== undefined || this.inHand.size >= workers + maxQueue) throw new PipelineBusyError();
    const copy = new Uint8Array(image);
    const task = this.threads.run({ image: copy, options }, { transferList: [copy.buffer] });
    this.inHand.add(task);
    try {
      const result = await task;
      if ('refused' in result) throw refusal(result.refused);
      return result.analysis;
    } finally {
      this.inHand.delete(task);
      this.completed += 1;
    }
  }

  stats(): PoolStats {
    const { workers } = this.limits;
    const running = Math.min(this.inHand.size, workers);
    return { workers, running, waiting: this.inHand.size - running, completed: this.completed };
  }

  /** Refuses new images, finishes those in hand, then ends the workers. */
  close(): Promise<void> {
    this.closing ??= this.drain();
    return this.closing;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  private async drain(): Promise<void> {
    // Ending a thread inside an inference aborts the whole process, and piscina's close can do that while tasks wait.
    await Promise.allSettled(this.inHand);
    await this.threads.close();
  }
}

async function start(plan: PipelinePlan, workers: number): Promise<Piscina<AnalyzeTask, AnalyzeResult>> {
  // minThreads = maxThreads: an idle worker is never recycled, since loading the models costs more than its memory.
  const threads = new Piscina<AnalyzeTask, AnalyzeResult>({ filename: WORKER, workerData: plan, minThreads: workers, maxThreads: workers });
  // A worker that dies idle is replaced; without a listener the event would end the process.
  threads.on('error', (error: Error) => logger.error(`a worker died: ${error.message}`));
  try {
    await Promise.all(Array.from({ length: workers }, () => threads.run(undefined as never, { name: 'warm' })));
    return threads;
  } catch (cause) {
    await threads.close();
    throw new ModelPackError(`The prepared models cannot be loaded: ${(cause as Error).message}`, { cause });
  }
}

/** In a thread of its own, which ends afterwards and takes the memory of the optimisation with it. */
async function prepare(pack: InstalledPack, cacheDirectory: string): Promise<PreparedPack> {
  const thread = new Piscina({ filename: WORKER, maxThreads: 1 });
  try {
    return (await thread.run({ pack, cacheDirectory }, { name: 'prepare' })) as PreparedPack;
  } catch (cause) {
    throw new ModelPackError(`Model pack "${pack.name}" cannot be prepared in ${cacheDirectory}: ${(cause as Error).message}`, { cause });
  } finally {
    await thread.close();
  }
}

function workersThatFit({ spec }: InstalledPack): number {
  const sharedBytes = [spec.detector, spec.landmarks, spec.embedder].reduce((sum, file) => sum + 1.3 * (file?.bytes ?? 0), 0);
  return sizePool({ constrainedMemory: process.constrainedMemory(), totalMemory: totalmem(), cores: availableParallelism(), sharedBytes });
}

function refusal(why: RefusalReason): Error {
  switch (why.kind) {
    case 'undecodable':
      return new UndecodableImageError(why.reason);
    case 'too_large':
      return new ImageTooLargeError(why.unit, why.actual, why.limit);
  }
}
