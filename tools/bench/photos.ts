import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ensureSamplePhotos } from '@facerec/face-pipeline';
import { showDownload, UsageError } from '../cli/cli';
import type { Photo } from './cpu-per-image';

const SAMPLES = '.data/samples';

export interface PhotoFile extends Photo {
  readonly file: string;
}

/** Every photo right in the folder; the sample photos when none is named. */
export async function readPhotos(directory: string | undefined, modelsDirectory: string): Promise<PhotoFile[]> {
  const folder = directory ?? SAMPLES;
  const names = directory === undefined
    ? await ensureSamplePhotos(modelsDirectory, SAMPLES, { onProgress: showDownload() })
    : (await readdir(directory).catch((cause: Error) => { throw new UsageError(cause.message); })).filter((name) => /\.(jpe?g|png|webp|avif|tiff?|gif)$/i.test(name)).sort();
  if (names.length === 0) throw new UsageError(`${folder} holds no photos (JPEG, PNG, WebP, AVIF, TIFF or GIF).`);
  return Promise.all(names.map((name) => readPhoto(join(folder, name), name)));
}

/** The photo at 4000 pixels across: 12 megapixels for one of 4 : 3. */
export async function upscaledPhoto(photo: PhotoFile, directory: string): Promise<PhotoFile> {
  const file = join(directory, 'large.jpg');
  await sharp(photo.bytes).resize(4000, 3000, { fit: 'cover' }).jpeg({ quality: 85 }).toFile(file);
  return readPhoto(file, 'large.jpg');
}

async function readPhoto(file: string, name: string): Promise<PhotoFile> {
  const bytes = await readFile(file);
  const { width, height } = await sharp(bytes).metadata();
  return { name, file, bytes, pixels: width * height };
}
