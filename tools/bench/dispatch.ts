import { ImageTooLargeError, type FacePipelinePool } from '@facerec/face-pipeline';
import { cpuMs, median } from './cpu';

/**
 * CPU milliseconds of handing one photo of that size to a worker and its answer back: an image that is refused by its
 * header, so that nothing else is done.
 */
export async function measureDispatch(pool: FacePipelinePool, photoBytes: number): Promise<number> {
  const refused = Buffer.alloc(photoBytes);
  // SOI, SOF0: 65,500 × 65,500 pixels.
  refused.set([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xff, 0xdc, 0xff, 0xdc, 3]);
  const tasks = async (): Promise<void> => {
    for (let task = 0; task < 200; task += 1) {
      await pool.analyze(refused).catch((error: unknown) => {
        if (!(error instanceof ImageTooLargeError)) throw error;
      });
    }
  };
  const rounds: number[] = [];
  for (let round = 0; round < 6; round += 1) rounds.push((await cpuMs(tasks)) / 200);
  return median(rounds.slice(1));
}
