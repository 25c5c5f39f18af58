import type { FacePipelinePool } from '@facerec/face-pipeline';
import { sum } from './cpu';
import type { Photo } from './cpu-per-image';
import { anonymousMb, pssMb } from './memory';

export interface Endurance {
  readonly analyses: number;
  readonly secondQuarterMb: number;
  readonly lastQuarterMb: number;
  /** Last quarter against second, PSS; 1 is flat. */
  readonly growth: number;
  readonly anonymousGrowth: number;
}

const SAMPLES = 400;

/** Analyzes the photos over and over and watches the memory of the process. */
export async function endure(photos: readonly Photo[], pool: FacePipelinePool, analyses: number): Promise<Endurance> {
  const memory: { pss: number; anonymous: number }[] = [];
  let started = 0;
  const every = Math.max(1, Math.floor(analyses / SAMPLES));
  const work = async (): Promise<void> => {
    while (started < analyses) {
      const index = started++;
      await pool.analyze(photos[index % photos.length]!.bytes);
      if (index % every === 0) memory.push({ pss: pssMb(), anonymous: anonymousMb() });
    }
  };
  await Promise.all(Array.from({ length: pool.stats().workers + 1 }, work));
  const quarter = (number: 1 | 2 | 3 | 4, value: (sample: { pss: number; anonymous: number }) => number): number => {
    const part = memory.slice(((number - 1) * memory.length) / 4, (number * memory.length) / 4);
    return sum(part.map(value)) / part.length;
  };
  return {
    analyses,
    secondQuarterMb: quarter(2, ({ pss }) => pss),
    lastQuarterMb: quarter(4, ({ pss }) => pss),
    growth: quarter(4, ({ pss }) => pss) / quarter(2, ({ pss }) => pss),
    anonymousGrowth: quarter(4, ({ anonymous }) => anonymous) / quarter(2, ({ anonymous }) => anonymous),
  };
}
