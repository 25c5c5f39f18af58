import { Logger } from '@nestjs/common';
import { extname, join } from 'node:path';
import { Piscina } from 'piscina';
import { WorkerLostError } from './errors';
import type { PipelinePlan } from './worker/face-pipeline';
import type { AnalyzeResult, AnalyzeTask } from './worker/face-worker';

// Node strips types, so the source file serves Jest; the bundler puts its build beside main.js.
const WORKER = extname(__filename) === '.ts' ? join(__dirname, 'worker/face-worker.ts') : join(__dirname, 'face-worker.js');

const logger = new Logger('FaceThreads');

/** Warm worker threads, each with its own sessions over the same weights. Whoever starts them ends them. */
export class FaceThreads {
  private constructor(private readonly pool: Piscina<AnalyzeTask, AnalyzeResult>) {}

  /** Waits until every worker has loaded its models and run them once. */
  static async start(plan: PipelinePlan, workers: number): Promise<FaceThreads> {
    const pool = new Piscina<AnalyzeTask, AnalyzeResult>({
      filename: WORKER,
      workerData: plan,
      // The same: an idle worker is never recycled, since loading the models costs more than its memory.
      minThreads: workers,
      maxThreads: workers,
      // Pixels and tensors lie outside the heap; a small nursery frees the photos' bytes sooner, 2 to 3 MB a worker less. The services' flags, where
      // given, decide instead (tools/build/node-flags.json).
      resourceLimits: { maxYoungGenerationSizeMb: 2 },
      // Its histograms, which nobody reads.
      recordTiming: false,
    });
    // A worker that dies idle is replaced; without a listener the event would end the process.
    pool.on('error', (error: Error) => logger.error(`a worker died: ${error.message}`));
    const threads = new FaceThreads(pool);
    const warm = await Promise.allSettled(Array.from({ length: workers }, () => pool.run(undefined as never, { name: 'warm' })));
    const failed = warm.find((outcome) => outcome.status === 'rejected');
    if (failed === undefined) return threads;
    await threads.end();
    throw failed.reason;
  }

  /**
   * The bytes are copied, not taken. What goes wrong with the image is part of the result.
   * @throws WorkerLostError when two workers died over it
   */
  async analyze(task: AnalyzeTask): Promise<AnalyzeResult> {
    try {
      return await this.send(task);
    } catch (error) {
      // Workers catch everything: a rejection means that this one died, and piscina has started another.
      logger.warn(`a worker died with an image in hand, which is tried once more: ${(error as Error).message}`);
    }
    return this.send(task).catch((cause: Error) => {
      throw new WorkerLostError({ cause });
    });
  }

  /** Only while no worker is busy: ending a thread inside an inference aborts the whole process. */
  end(): Promise<void> {
    return this.pool.close();
  }

  private send({ image, options }: AnalyzeTask): Promise<AnalyzeResult> {
    // Not shared memory, which takes several times as long to fill, nor `new Uint8Array(image)`, which clears its memory first: 0.3 ms.
    const copy = Buffer.allocUnsafeSlow(image.length);
    copy.set(image);
    return this.pool.run({ image: copy, options }, { transferList: [copy.buffer as ArrayBuffer] });
  }
}

type RunOne = (name: 'prepare' | 'warm', task?: object) => Promise<unknown>;

/** A thread for the worker's other functions, which ends afterwards and takes its memory with it. */
export async function withThread<Result>(plan: PipelinePlan | undefined, use: (run: RunOne) => Promise<Result>): Promise<Result> {
  const thread = new Piscina<object | undefined, unknown>({ filename: WORKER, workerData: plan, maxThreads: 1 });
  try {
    return await use((name, task) => thread.run(task, { name }));
  } finally {
    await thread.close();
  }
}
