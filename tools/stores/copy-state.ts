import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface CopyPosition {
  /** Of the source's next page; undefined: from the beginning. */
  readonly cursor?: string;
  readonly copied: number;
}

/** Where one copy stands, in a file of its own: the next run goes on from there. */
export class CopyState {
  private readonly file: string;

  /** `copy` says what is copied from where to where. */
  constructor(directory: string, copy: object) {
    this.file = join(directory, 'copies', `${createHash('sha256').update(JSON.stringify(copy)).digest('hex').slice(0, 16)}.json`);
  }

  async load(): Promise<CopyPosition> {
    try {
      return JSON.parse(await readFile(this.file, 'utf8')) as CopyPosition;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { copied: 0 };
      throw error;
    }
  }

  async save(position: CopyPosition): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    // Whole or not at all.
    await writeFile(`${this.file}.new`, JSON.stringify(position));
    await rename(`${this.file}.new`, this.file);
  }

  async clear(): Promise<void> {
    await rm(this.file, { force: true });
  }
}
