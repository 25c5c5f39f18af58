/** What a JPEG says of itself before its pixels. */
export interface JpegHeader {
  /** As stored, before turning. */
  readonly width: number;
  readonly height: number;
  /** EXIF's 1..8; 1 when nothing is said. */
  readonly orientation: number;
}

const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

/** Undefined for what is not a JPEG with its size before its pixels. A hundredth of the CPU of asking sharp. */
export function readJpegHeader(bytes: Buffer): JpegHeader | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let orientation: number | undefined;
  for (let at = 2; at + 9 <= bytes.length;) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || marker === START_OF_SCAN || marker === END_OF_IMAGE) return undefined;
    if (marker === 0xff) {
      at += 1; // padding between segments
      continue;
    }
    const body = at + 4;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (isStartOfFrame(marker)) return frame(bytes, body, orientation ?? 1);
    if (marker === APP1) orientation ??= readOrientation(bytes.subarray(body, end));
    at = end;
  }
  return undefined;
}

/** SOF0 … SOF15, among which lie Huffman tables, an extension and arithmetic coding. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function frame(bytes: Buffer, body: number, orientation: number): JpegHeader | undefined {
  const height = bytes.readUInt16BE(body + 1);
  const width = bytes.readUInt16BE(body + 3);
  return width > 0 && height > 0 ? { width, height, orientation } : undefined;
}

/** From the first directory of EXIF's TIFF structure. */
function readOrientation(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 0, 6) !== 'Exif\0\0' || segment.length < 14) return undefined;
  const tiff = segment.subarray(6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = directory + 2, left = short(directory); left > 0 && entry + 12 <= tiff.length; entry += 12, left -= 1) {
    if (short(entry) === ORIENTATION_TAG) return short(entry + 2) === SHORT ? short(entry + 8) : undefined;
  }
  return undefined;
}
