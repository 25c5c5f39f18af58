import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Behind signature and header. */
export const afterHeader = 33;

/** A complete PNG, all black, of one bit a pixel: 10,000 × 10,000 pixels weigh 13 KB. */
export function blackPng(width: number, height: number): Buffer {
  // Each row begins with its filter type.
  return pngOf(width, height, deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8)))));
}

/** Of one bit a pixel; `rows` as they stand in the file, whether or not they are right. */
export function pngOf(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

export function withChunk(png: Buffer, type: string, content: Buffer): Buffer {
  return Buffer.concat([png.subarray(0, afterHeader), chunk(type, content), png.subarray(afterHeader)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
