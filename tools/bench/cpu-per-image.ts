import { details, type Detail, type FacePipelinePool } from '@facerec/face-pipeline';
import { cpuMs, lowerQuartile, sum } from './cpu';
import { decodeFully, decodeInto, type Floor } from './floor';

export interface Photo {
  readonly name: string;
  readonly bytes: Buffer;
  readonly pixels: number;
}

/** CPU milliseconds an image, means over photos of each photo's lower quartile; faces are totals. */
export interface CpuPerImage {
  readonly images: number;
  readonly megapixels: number;
  readonly decode: number;
  /** Into memory used before. */
  readonly ownDecode: number;
  /** Bare runs for the faces found at each detail. */
  readonly floor: Readonly<Record<Detail, number>>;
  readonly ours: Readonly<Record<Detail, number>>;
  readonly faces: Readonly<Record<Detail, number>>;
}

export interface CpuTools {
  /** With one worker. */
  readonly pool: FacePipelinePool;
  readonly floor: Floor;
  readonly rounds: number;
}

interface Measured {
  readonly faces: Record<Detail, number>;
  readonly times: Record<string, number[]>;
}

/**
 * Measures decode, floor and ours in turns, photo by photo, so that whatever else the machine does meets all of them.
 * The hop to the worker's thread and the copy of the bytes are in ours.
 */
export async function measureCpu(photos: readonly Photo[], { pool, floor, rounds }: CpuTools): Promise<CpuPerImage> {
  const memory = Buffer.alloc(3 * Math.max(...photos.map(({ pixels }) => pixels)), 1);
  const measured: Measured[] = [];
  for (const { bytes } of photos) {
    const faces = await countFaces(bytes, pool);
    const works: Record<string, () => Promise<unknown>> = {
      decode: () => decodeFully(bytes),
      ownDecode: () => decodeInto(memory, bytes),
      ...Object.fromEntries(details.flatMap((detail) => [
        [`floor ${detail}`, () => floor.run(faces[detail])],
        [`ours ${detail}`, () => pool.analyze(bytes, { detail })],
      ])),
    };
    measured.push({ faces, times: await inTurns(works, rounds) });
  }
  return summarise(photos, measured);
}

async function countFaces(bytes: Buffer, pool: FacePipelinePool): Promise<Record<Detail, number>> {
  const counts = await Promise.all(details.map(async (detail) => [detail, (await pool.analyze(bytes, { detail })).faces.length] as const));
  return Object.fromEntries(counts) as Record<Detail, number>;
}

async function inTurns(works: Readonly<Record<string, () => Promise<unknown>>>, rounds: number): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) times[name]!.push(await cpuMs(work));
  }
  return times;
}

function summarise(photos: readonly Photo[], measured: readonly Measured[]): CpuPerImage {
  const mean = (name: string): number => sum(measured.map(({ times }) => lowerQuartile(times[name]!))) / photos.length;
  const each = (value: (detail: Detail) => number) => Object.fromEntries(details.map((detail) => [detail, value(detail)])) as Record<Detail, number>;
  return {
    images: photos.length,
    megapixels: sum(photos.map(({ pixels }) => pixels)) / 1e6 / photos.length,
    decode: mean('decode'),
    ownDecode: mean('ownDecode'),
    floor: each((detail) => mean(`floor ${detail}`)),
    ours: each((detail) => mean(`ours ${detail}`)),
    faces: each((detail) => sum(measured.map(({ faces }) => faces[detail]))),
  };
}
