import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FacePipelinePool } from '../src/face-pipeline.pool';
import type { Manifest } from '../src/packs/manifest';
import type { FacePipelineOptions } from '../src/types';

export const root = join(__dirname, '../../..');
/** Larger collections of photos and weights that are not part of the project. */
export const sharedData = join(root, '../shared/data');

export const manifest = JSON.parse(readFileSync(join(root, 'models/manifest.json'), 'utf8')) as Manifest;

/** sample1.jpg … sample6.jpg: group photos, 1920 pixels wide. */
export function samplePhoto(number: 1 | 2 | 3 | 4 | 5 | 6): Promise<Buffer> {
  return readFile(join(root, `.data/samples/sample${number}.jpg`));
}

/** The compact pack with two workers; the caller closes it. */
export function openPool(options: Partial<FacePipelineOptions> = {}): Promise<FacePipelinePool> {
  return FacePipelinePool.open({
    modelsDirectory: join(root, 'models'),
    pack: 'compact',
    cacheDirectory: join(root, '.data/cache'),
    workers: 2,
    ...options,
  });
}

export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += a[index]! * b[index]!;
  return sum;
}
