// What is measured in a process of its own: memory, a cold start, a peak. The bench starts itself with --probe.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { readFile } from 'node:fs/promises';
import { FacePipelinePool, type FacePipelineOptions, type PipelinePlan } from '@facerec/face-pipeline';
import { Logger } from '@nestjs/common';
import { cpuMs, median } from './cpu';
import { anonymousMb, peakMb, pssMb } from './memory';

export interface ProbeInput {
  readonly options: FacePipelineOptions;
  readonly photos: readonly string[];
}

export interface MemoryProbe {
  /** Before the first photo. */
  readonly readyPssMb: number;
  readonly pssMb: number;
  readonly anonymousMb: number;
  readonly peakMb: number;
}

export interface ColdStartProbe {
  readonly cpuSeconds: number;
}

const probes = {
  /** A pool that has analyzed every photo a few times in every worker. */
  async memory({ options, photos }: ProbeInput): Promise<MemoryProbe> {
    const pool = await FacePipelinePool.open(options);
    const readyPssMb = pssMb();
    const images = await Promise.all(photos.map((photo) => readFile(photo)));
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(images.flatMap((image) => Array.from({ length: pool.stats().workers }, () => pool.analyze(image))));
    }
    const measured = { readyPssMb, pssMb: pssMb(), anonymousMb: anonymousMb(), peakMb: peakMb() };
    await pool.close();
    return measured;
  },

  /** As many bare sessions on the model as published, each in a thread, after one run. */
  async plain({ options, photos: [model] }: ProbeInput): Promise<MemoryProbe> {
    const threads = Array.from({ length: options.workers ?? 1 }, () => new Worker(
      `const { parentPort, workerData } = require('node:worker_threads');
      const { InferenceSession, Tensor } = require(${JSON.stringify(createRequire(process.argv[1]!).resolve('onnxruntime-node'))});
      (async () => {
        const session = await InferenceSession.create(workerData, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
        await session.run({ [session.inputNames[0]]: new Tensor('float32', new Float32Array(3 * 112 * 112), [1, 3, 112, 112]) });
        parentPort.postMessage('ready');
        parentPort.once('message', () => session);
      })();`,
      { eval: true, workerData: model },
    ));
    await Promise.all(threads.map((thread) => new Promise((resolve, reject) => thread.once('message', resolve).once('error', reject))));
    const measured = { readyPssMb: pssMb(), pssMb: pssMb(), anonymousMb: anonymousMb(), peakMb: peakMb() };
    await Promise.all(threads.map((thread) => thread.terminate()));
    return measured;
  },

  /** From `new Worker` to the first embedding, with everything in the page cache; the median of five threads. */
  async coldStart({ options, photos: [photo] }: ProbeInput): Promise<ColdStartProbe> {
    const pool = await FacePipelinePool.open(options);
    await pool.close();
    const image = await readFile(photo!);
    const seconds: number[] = [];
    for (let start = 0; start < 5; start += 1) seconds.push((await cpuMs(() => firstEmbedding(pool.plan, image))) / 1000);
    return { cpuSeconds: median(seconds) };
  },
};

async function firstEmbedding(plan: PipelinePlan, image: Buffer): Promise<void> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
    const { default: analyze } = require(${JSON.stringify(join(dirname(process.argv[1]!), 'face-worker.js'))});
    parentPort.once('message', async (image) => parentPort.postMessage((await analyze({ image, options: { maxFaces: 1 } })).analysis?.faces.length));`,
    { eval: true, workerData: plan },
  );
  const faces = await new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
    worker.postMessage(image);
  });
  await worker.terminate();
  if (faces !== 1) throw new Error('The cold start found no face to embed.');
}

/** In a fresh process; its last line is the result. */
export async function probe<Name extends keyof typeof probes>(name: Name, input: ProbeInput): Promise<Awaited<ReturnType<(typeof probes)[Name]>>> {
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, process.argv[1]!, '--probe', name, JSON.stringify(input)], { maxBuffer: 1e7 });
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Awaited<ReturnType<(typeof probes)[Name]>>;
}

/** What the fresh process does. */
export async function runProbe(name: string, input: string): Promise<void> {
  Logger.overrideLogger(['warn', 'error', 'fatal']);
  console.log(JSON.stringify(await probes[name as keyof typeof probes](JSON.parse(input) as ProbeInput)));
}
