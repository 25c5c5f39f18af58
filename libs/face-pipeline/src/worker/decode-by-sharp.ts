import sharp, { type Metadata } from 'sharp';
import { ImageRefusal } from './image-refusal.ts';

// Only these loaders may see a stranger's bytes: no SVG, PDF or ImageMagick.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Tiff', 'Nsgif'].map((format) => `VipsForeignLoad${format}`),
});
// Parallelism comes from workers, and no picture is decoded twice.
sharp.concurrency(1);
sharp.cache(false);

export interface RawRgb {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** @throws ImageRefusal */
export async function readHeaderBySharp(bytes: Buffer): Promise<Metadata> {
  if (bytes.length === 0) throw new ImageRefusal({ kind: 'undecodable', reason: 'the file is empty' });
  // The limit is ours to check: sharp's own would hide the size in a message.
  return sharp(bytes, { limitInputPixels: false }).metadata().catch(refuse);
}

/** Tightly packed rows as stored, not turned. @throws ImageRefusal */
export async function decodeBySharp(bytes: Buffer, limitInputPixels: number): Promise<RawRgb> {
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
