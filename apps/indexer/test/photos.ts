import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withComment } from '../../../tools/chaos/jpeg-comment';

export const root = join(__dirname, '../../..');
/** Six group photos; tools/testing/global-setup.ts fetched them. */
export const samples = [1, 2, 3, 4, 5, 6].map((number) => readFileSync(join(root, `.data/samples/sample${number}.jpg`)));

export interface Photo {
  readonly key: string;
  readonly bytes: Buffer;
  /** Which of the samples it shows. */
  readonly sample: number;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Photos that all differ, in content and thus in every face id, while what they show is known. */
export function anAlbum(name: string, count: number): Photo[] {
  return Array.from({ length: count }, (_, index) => {
    const sample = index % samples.length;
    const key = `${name}/${String(index).padStart(2, '0')}.jpg`;
    return { key, sample, bytes: withComment(samples[sample] as Buffer, key) };
  });
}
