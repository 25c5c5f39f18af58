import { decompressSync } from '@julusian/jpeg-turbo';
import sharp, { type Metadata } from 'sharp';
import { ImageRefusal } from './image-refusal.ts';
import { uprightView, type Pixels } from './pixels.ts';

// Its own FORMAT_RGB, which ES modules cannot see (assigned in a loop).
const TURBO_RGB = 0;

// Only these loaders may see a stranger's bytes: no SVG, PDF or ImageMagick.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Tiff', 'Nsgif'].map((format) => `VipsForeignLoad${format}`),
});
// Parallelism comes from workers, and no picture is decoded twice.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes to upright RGB. JPEG goes through libjpeg-turbo (a quarter of sharp's CPU), everything else and every JPEG it
 * complains about (CMYK, odd markers, truncation) through sharp, which decides.
 * @throws ImageRefusal for more than `maxDecodePixels`, found in the header, and for what is not a complete picture.
 */
export async function decode(image: Uint8Array, maxDecodePixels: number): Promise<Pixels> {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  const { format, width, height, orientation } = await readHeader(bytes);
  if (width * height > maxDecodePixels) {
    throw new ImageRefusal({ kind: 'too_large', unit: 'pixels', actual: width * height, limit: maxDecodePixels });
  }
  const raw = (format === 'jpeg' ? decodeJpeg(bytes) : undefined) ?? (await decodeAny(bytes, maxDecodePixels));
  return uprightView(raw.data, raw.width, raw.height, orientation);
}

interface RawRgb {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

async function readHeader(bytes: Buffer): Promise<Metadata> {
  if (bytes.length === 0) throw new ImageRefusal({ kind: 'undecodable', reason: 'the file is empty' });
  // The limit is ours to check: sharp's own would hide the size in a message.
  return sharp(bytes, { limitInputPixels: false }).metadata().catch(refuse);
}

function decodeJpeg(bytes: Buffer): RawRgb | undefined {
  try {
    return decompressSync(bytes, { format: TURBO_RGB });
  } catch {
    return undefined;
  }
}

async function decodeAny(bytes: Buffer, limitInputPixels: number): Promise<RawRgb> {
  const image = sharp(bytes, { limitInputPixels, failOn: 'error' });
  const { data, info } = await image
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(refuse);
  return { data, width: info.width, height: info.height };
}

function refuse(cause: Error): never {
  const reason = cause.message.split('\n', 1)[0]!.replace(/^Input (B|b)uffer/, 'it');
  throw new ImageRefusal({ kind: 'undecodable', reason }, { cause });
}
