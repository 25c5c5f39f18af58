import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FacePipelinePool } from '@facerec/face-pipeline';
import type { Settings } from '@facerec/settings';
import sharp from 'sharp';
import { cropFace } from '../demo/crop-face';

/** Pixels: large enough for every face of the samples, and a quarter of the work of the full size. */
const groupWidth = 640;

export interface Picture {
  readonly jpeg: Buffer;
  /** How many the pipeline finds in it. */
  readonly faces: number;
}

export interface Pictures {
  readonly pictures: readonly Picture[];
  readonly embeddingContract: string;
}

/** Each sample photo as a small group and as a portrait of its strongest face, and one of nobody, seen by one clean pass of the pipeline. */
export async function takePictures(settings: Settings['pipeline'], samples: string): Promise<Pictures> {
  const pool = await FacePipelinePool.open({ ...settings, workers: 2 });
  try {
    const cuts = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => cut(pool, readFileSync(join(samples, `sample${number}.jpg`)))));
    const nobody = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#456' } }).jpeg().toBuffer();
    const pictures = await Promise.all([...cuts.flat(), nobody].map(async (jpeg) => ({ jpeg, faces: (await pool.analyze(jpeg)).faces.length })));
    return { pictures, embeddingContract: pool.pack.embeddingContract };
  } finally {
    await pool.close();
  }
}

async function cut(pool: FacePipelinePool, sample: Buffer): Promise<[Buffer, Buffer]> {
  const { faces, width, height } = await pool.analyze(sample);
  const strongest = faces[0]?.box;
  if (strongest === undefined) throw new Error('A sample photo without a face: fetch the samples again with "npm test" or "npm run demo".');
  const box = { left: strongest.left / width, top: strongest.top / height, width: strongest.width / width, height: strongest.height / height };
  return Promise.all([sharp(sample).resize({ width: groupWidth }).jpeg().toBuffer(), cropFace(sample, box)]);
}
