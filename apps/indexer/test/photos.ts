import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
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

/** All black, one bit a pixel: 10,000 x 10,000 pixels weigh 13 KB. */
export function blackPng(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Each row begins with its filter type.
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)));
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
