import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Objects of one folder: no file system likes 100,000 files in one. */
const folderSize = 1_000;

/** What a listing shows. */
export interface WrittenObject {
  readonly key: string;
  readonly size: number;
}

/**
 * Writes a bucket as the local cloud (fauxqs, fileS3Persistence.js) keeps it in `directory`, for its next start: a hundred thousand
 * uploads would take minutes. The objects can be listed, not read: they have no contents.
 */
export function writeBucket(directory: string, bucket: string, objects: Iterable<WrittenObject>): void {
  const path = join(directory, 's3/buckets', bucket);
  const lastModified = new Date().toISOString();
  let written = 0;
  let folder = '';
  for (const { key, size } of objects) {
    if (written % folderSize === 0) {
      folder = join(path, 'objects', String(written / folderSize).padStart(6, '0'));
      mkdirSync(folder, { recursive: true });
    }
    // The key is the one inside; the file's name does not matter.
    const facts = { key, contentType: 'image/jpeg', contentLength: size, etag: '"00000000000000000000000000000000"', lastModified, metadata: {} };
    writeFileSync(join(folder, `${written}.meta.json`), JSON.stringify(facts));
    written += 1;
  }
  writeFileSync(join(path, '.bucket.json'), JSON.stringify({ name: bucket, creationDate: lastModified, type: 'general-purpose' }));
}
