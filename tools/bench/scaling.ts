import { Worker } from 'node:worker_threads';
import type { FacePipelinePool } from '@facerec/face-pipeline';
import { median } from './cpu';
import type { Photo } from './cpu-per-image';

export interface Scaling {
  readonly workers: number;
  readonly oneWorkerPerSecond: number;
  readonly allWorkersPerSecond: number;
  /** Images a second of all workers against one. */
  readonly pool: number;
  /** The same of as many threads that only count: what the machine gives at that moment. */
  readonly spin: number;
}

const ROUNDS = 7;
const SPIN_MS = 400;

/** One worker against all, and one spinning thread against as many, in turns. */
export async function measureScaling(photos: readonly Photo[], one: FacePipelinePool, all: FacePipelinePool): Promise<Scaling> {
  const { workers } = all.stats();
  const spinners = Array.from({ length: workers }, () => new Spinner());
  const rounds: { one: number; all: number; spin: number }[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const spinOne = await spinners[0]!.spin(SPIN_MS);
      const oneRate = await imagesPerSecond(photos, one);
      const spinAll = (await Promise.all(spinners.map((spinner) => spinner.spin(SPIN_MS)))).reduce((a, b) => a + b);
      rounds.push({ one: oneRate, all: await imagesPerSecond(photos, all), spin: spinAll / spinOne });
    }
  } finally {
    await Promise.all(spinners.map((spinner) => spinner.end()));
  }
  return {
    workers,
    oneWorkerPerSecond: median(rounds.map((round) => round.one)),
    allWorkersPerSecond: median(rounds.map((round) => round.all)),
    pool: median(rounds.map((round) => round.all / round.one)),
    spin: median(rounds.map((round) => round.spin)),
  };
}

async function imagesPerSecond(photos: readonly Photo[], pool: FacePipelinePool): Promise<number> {
  const { workers } = pool.stats();
  // About a second, whatever the photos: twenty images for each worker.
  const images = Array.from({ length: 20 * workers }, (_, index) => photos[index % photos.length]!.bytes).values();
  const start = performance.now();
  const work = async (): Promise<void> => {
    for (const bytes of images) await pool.analyze(bytes);
  };
  // One more than workers, so that none waits for the next task.
  await Promise.all(Array.from({ length: workers + 1 }, work));
  return (20 * workers * 1000) / (performance.now() - start);
}

/** A thread that does nothing but count. */
class Spinner {
  private readonly thread = new Worker(
    `const { parentPort } = require('node:worker_threads');
    parentPort.on('message', (ms) => {
      let count = 0;
      for (const end = performance.now() + ms; performance.now() < end;) for (let i = 0; i < 1000; i += 1) count += 1;
      parentPort.postMessage(count / ms);
    });`,
    { eval: true },
  );

  /** Counts a millisecond. */
  spin(ms: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.thread.removeAllListeners().once('message', resolve).once('error', reject);
      this.thread.postMessage(ms);
    });
  }

  async end(): Promise<void> {
    await this.thread.terminate();
  }
}
