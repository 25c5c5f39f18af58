// What runs in the pool's threads: piscina calls these by name.
import { setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import type { AnalyzeOptions, ImageAnalysis } from '../types.ts';
import { FacePipeline, type PipelinePlan } from './face-pipeline.ts';
import { ImageRefusal, type RefusalReason } from './image-refusal.ts';
import type { InstalledPack } from './pack-spec.ts';
import type { PreparedPack } from './prepared-model.ts';

export interface AnalyzeTask {
  readonly image: Uint8Array;
  readonly options: AnalyzeOptions;
}

/** Everything that can happen short of the thread's death, as plain data: error classes do not survive the boundary. */
export type AnalyzeResult =
  | { readonly analysis: ImageAnalysis }
  | { readonly refused: RefusalReason }
  | { readonly failed: { readonly message: string; readonly stack: string | undefined } };

// Behind the thread that answers requests and keeps leases, which has little to do but wants to do it at once. To Linux 0 is the
// calling thread; to others it would be the whole process.
if (process.platform === 'linux') setPriority(0, 5);

let opening: Promise<FacePipeline> | undefined;

function pipeline(): Promise<FacePipeline> {
  opening ??= FacePipeline.open(workerData as PipelinePlan);
  return opening;
}

export default async function analyze({ image, options }: AnalyzeTask): Promise<AnalyzeResult> {
  try {
    return { analysis: await (await pipeline()).analyze(image, options) };
  } catch (error) {
    if (error instanceof ImageRefusal) return { refused: error.why };
    const { message, stack } = error as Error;
    return { failed: { message, stack } };
  } finally {
    // Freed now instead of by the collector, so that the next image's copy finds memory that is mapped.
    (image.buffer as ArrayBuffer).transfer(0);
  }
}

/** Loads the models and runs each once, so that the first image waits for nothing and a wrong model fails at start-up. */
export async function warm(): Promise<void> {
  await (await pipeline()).warm();
  // What starting left behind, of the code as well: 2 MB that no later image would use. There with --expose-gc only.
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

export async function prepare(task: { readonly pack: InstalledPack; readonly cacheDirectory: string }): Promise<PreparedPack> {
  // Loaded here: those who only analyze do without its cryptography.
  const { preparePack } = await import('./prepared-model.ts');
  return preparePack(task.pack, task.cacheDirectory);
}
