import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { availableParallelism, totalmem } from 'node:os';
import { describePack } from './contracts';
import { ImageTooLargeError, ModelPackError, PipelineBusyError, UndecodableImageError } from './errors';
import { FaceThreads, withThread } from './face-threads';
import { ensurePack } from './packs/ensure-pack';
import { preparedBytes, workerBytes } from './sizing/measure-worker';
import { explainSizing, sizePool } from './sizing/size-pool';
import type { AnalyzeOptions, FacePipelineOptions, ImageAnalysis, PackDescription, PoolSizing, PoolStats } from './types';
import type { PipelinePlan } from './worker/face-pipeline';
import type { AnalyzeResult } from './worker/face-worker';
import type { RefusalReason } from './worker/image-refusal';
import type { InstalledPack } from './worker/pack-spec';
import type { PreparedPack } from './worker/prepared-model';

// Three bytes each in one WASM memory, which ends at 4 GiB.
const MOST_DECODE_PIXELS = 1_000_000_000;

const logger = new Logger('FacePipelinePool');

/** Analyzes images in worker threads, never in the caller's. Whoever opens it closes it. */
export class FacePipelinePool implements OnApplicationShutdown {
  private readonly inHand = new Set<Promise<AnalyzeResult>>();
  private completed = 0;
  private closing: Promise<void> | undefined;

  // eslint-disable-next-line max-params -- private: only `open` calls it.
  private constructor(
    private readonly threads: FaceThreads,
    private readonly maxQueue: number,
    /** The models in use. */
    readonly pack: PackDescription,
    /** Why there are as many workers as there are. */
    readonly sizing: PoolSizing,
    /** What its workers were started with. */
    readonly plan: PipelinePlan,
  ) {}

  /**
   * Fetches and prepares the models if need be, starts the workers and waits until they are warm.
   * @throws ModelPackError
   */
  static async open(options: FacePipelineOptions): Promise<FacePipelinePool> {
    const pack = await ensurePack(options.modelsDirectory, options.pack);
    const models = await prepare(pack, options.cacheDirectory);
    const minConfidence = options.minFaceConfidence ?? pack.spec.detector.minConfidence;
    warnOfConfidence(minConfidence, pack);
    const maxDecodePixels = Math.min(options.maxDecodePixels ?? 40_000_000, MOST_DECODE_PIXELS);
    const { maxImagePixels = 2_073_600, minFaceSize = 10, detail = 'balanced' } = options;
    const plan: PipelinePlan = { spec: pack.spec, models, maxDecodePixels, maxImagePixels, minFaceSize, minConfidence, detail };
    try {
      const sizing = await decideSize(plan, options);
      const threads = await FaceThreads.start(plan, sizing.workers);
      logger.log(`model pack ${pack.name}, ${explainSizing(sizing)}`);
      return new FacePipelinePool(threads, options.maxQueue ?? 64, describePack(pack, minConfidence), sizing, plan);
    } catch (cause) {
      throw new ModelPackError(`The prepared models cannot be loaded: ${(cause as Error).message}`, { cause });
    }
  }

  /**
   * Finds and embeds the faces of one image. The bytes are copied, not taken.
   * @throws UndecodableImageError, ImageTooLargeError, PipelineBusyError, WorkerLostError
   */
  async analyze(image: Uint8Array, options: AnalyzeOptions = {}): Promise<ImageAnalysis> {
    if (this.closing !== undefined || this.inHand.size >= this.sizing.workers + this.maxQueue) throw new PipelineBusyError();
    const task = this.threads.analyze({ image, options });
    this.inHand.add(task);
    try {
      const result = await task;
      if ('refused' in result) throw refusal(result.refused);
      if ('failed' in result) throw Object.assign(new Error(result.failed.message), { stack: result.failed.stack });
      return result.analysis;
    } finally {
      this.inHand.delete(task);
      this.completed += 1;
    }
  }

  stats(): PoolStats {
    const { workers } = this.sizing;
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
    await this.threads.end();
  }
}

/** 0.9, common with other detectors, would drop nine of ten faces that SCRFD finds. */
function warnOfConfidence(minConfidence: number, { name, spec }: InstalledPack): void {
  const own = spec.detector.minConfidence;
  if (minConfidence > own) logger.warn(`faces below a confidence of ${minConfidence} are passed over; model pack ${name} takes those above ${own} for faces, and scores differ between packs`);
}

/** In a thread of its own: the optimisation takes more memory than the models. */
async function prepare(pack: InstalledPack, cacheDirectory: string): Promise<PreparedPack> {
  try {
    return (await withThread(undefined, (run) => run('prepare', { pack, cacheDirectory }))) as PreparedPack;
  } catch (cause) {
    throw new ModelPackError(`Model pack "${pack.name}" cannot be prepared in ${cacheDirectory}: ${(cause as Error).message}`, { cause });
  }
}

async function decideSize(plan: PipelinePlan, { workers, cacheDirectory }: FacePipelineOptions): Promise<PoolSizing> {
  const machine = { constrainedMemory: process.constrainedMemory(), totalMemory: totalmem(), cores: availableParallelism() };
  if (workers !== undefined) return { ...sizePool({ ...machine, sharedBytes: 0, perWorkerBytes: 0 }), workers, decidedBy: 'setting' };
  const sharedBytes = await preparedBytes(plan.models);
  return sizePool({ ...machine, sharedBytes, perWorkerBytes: await workerBytes(plan, cacheDirectory) });
}

function refusal(why: RefusalReason): Error {
  switch (why.kind) {
    case 'undecodable':
      return new UndecodableImageError(why.reason);
    case 'too_large':
      return new ImageTooLargeError(why.unit, why.actual, why.limit);
  }
}
