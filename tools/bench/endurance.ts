import type { FacePipelinePool } from '@facerec/face-pipeline';
import { sum } from './cpu';
import type { Photo } from './cpu-per-image';
import { anonymousMb, residentMb } from './memory';

/** Mean memory in two quarters of the run. PSS would tell more of other processes that map the weights than of this one. */
export interface Endurance {
  readonly analyses: number;
  readonly secondQuarter: Memory;
  readonly lastQuarter: Memory;
}

export interface Memory {
  /** What no file backs: the only kind that can grow. */
  readonly anonymousMb: number;
  readonly residentMb: number;
}

const SAMPLES = 400;

/** Analyzes the photos over and over and watches the memory of the process. */
export async function endure(photos: readonly Photo[], pool: FacePipelinePool, analyses: number): Promise<Endurance> {
  const samples: Memory[] = [];
  let started = 0;
  const every = Math.max(1, Math.floor(analyses / SAMPLES));
  const work = async (): Promise<void> => {
    while (started < analyses) {
      const index = started++;
      await pool.analyze(photos[index % photos.length]!.bytes);
      if (index % every === 0) samples.push({ anonymousMb: anonymousMb(), residentMb: residentMb() });
    }
  };
  await Promise.all(Array.from({ length: pool.stats().workers + 1 }, work));
  return { analyses, secondQuarter: quarter(samples, 2), lastQuarter: quarter(samples, 4) };
}

/** Mean of the second or the last quarter of a run. */
export function quarter(samples: readonly Memory[], number: 2 | 4): Memory {
  const part = samples.slice(((number - 1) * samples.length) / 4, (number * samples.length) / 4);
  const mean = (value: (memory: Memory) => number): number => sum(part.map(value)) / part.length;
  return { anonymousMb: mean((memory) => memory.anonymousMb), residentMb: mean((memory) => memory.residentMb) };
}
