import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { IndexDescription, Write } from './vector-index.ts';

export type Entry =
  | { readonly create: IndexDescription }
  | { readonly drop: string }
  | { readonly index: string; readonly write: Write };

/** Every change, one JSON line each, in the file before it is answered: kill -9 loses nothing that was acknowledged. */
export class Journal {
  private readonly file: string | undefined;

  /** Without a file nothing is kept. */
  constructor(file?: string) {
    this.file = file;
  }

  read(): Entry[] {
    if (this.file === undefined || !existsSync(this.file)) return [];
    const text = readFileSync(this.file);
    // A line that was being written when the process was killed was never acknowledged.
    const end = text.lastIndexOf('\n') + 1;
    truncateSync(this.file, end);
    return text.subarray(0, end).toString().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Entry);
  }

  append(entry: Entry): void {
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
  }
}
