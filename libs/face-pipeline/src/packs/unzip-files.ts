import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { open, type Entry, type Options, type ZipFile } from 'yauzl';
import { ModelPackError } from '../errors';

const openZip = promisify<string, Options, ZipFile>(open);

/** Writes the entries whose file name is wanted to `directory`, whatever folder of the archive they lie in. */
export async function unzipFiles(zip: string, wanted: ReadonlySet<string>, directory: string): Promise<void> {
  let archive: ZipFile;
  try {
    archive = await openZip(zip, { lazyEntries: true, autoClose: true });
  } catch (cause) {
    throw new ModelPackError(`${zip} is not a readable zip file: ${(cause as Error).message}.`, { cause });
  }
  await new Promise<void>((resolve, reject) => {
    archive.on('error', reject);
    archive.on('end', resolve);
    archive.on('entry', (entry: Entry) => {
      // Only the last part of the name is used, so that an archive cannot write outside the folder.
      const name = basename(entry.fileName);
      if (!wanted.has(name)) return archive.readEntry();
      archive.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        pipeline(stream, createWriteStream(join(directory, name))).then(() => archive.readEntry(), reject);
      });
    });
    archive.readEntry();
  });
}
