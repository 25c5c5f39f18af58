import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import type { ImageStore } from '@facerec/image-store';
import { progressBar, UsageError } from '../cli/cli';

export const contentTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png', '.webp': 'image/webp',
};

/** Whether a file or key is taken for a photo, by its ending. */
export function isPhoto(name: string): boolean {
  return extname(name).toLowerCase() in contentTypes;
}

/**
 * Copies a folder's photos (sub-folders too) to `<bucket>/<folder's name>/…` and returns that prefix. Photos that are
 * there already with the same bytes are not sent again.
 * @throws UsageError when the folder holds no photo.
 */
export async function uploadFolder(images: ImageStore, bucket: string, folder: string): Promise<string> {
  const prefix = `${basename(folder)}/`;
  const files = await photosIn(folder);
  const bar = progressBar('uploading {bar} {value}/{total} photos');
  bar.start(files.length, 0);
  try {
    for (const file of files) {
      const key = prefix + relative(folder, file).split(sep).join('/');
      const bytes = await readFile(file);
      const there = await images.head(bucket, key);
      if (there?.etag !== createHash('md5').update(bytes).digest('hex')) {
        await images.put(bucket, key, bytes, contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream');
      }
      bar.increment();
    }
  } finally {
    bar.stop();
  }
  return prefix;
}

async function photosIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(`Cannot read the folder ${folder}: ${cause.code === 'ENOENT' ? 'it does not exist' : cause.message}.`);
  });
  const files = entries.filter((entry) => entry.isFile() && isPhoto(entry.name)).map((entry) => join(entry.parentPath, entry.name));
  if (files.length === 0) throw new UsageError(`There is no photo (${Object.keys(contentTypes).join(', ')}) in ${folder}.`);
  return files.sort();
}
