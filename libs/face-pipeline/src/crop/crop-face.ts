import sharp from 'sharp';
import { UndecodableImageError } from '../errors';
import type { Box } from '../types';

/** Of the face's own size, on each side. */
const margin = 0.5;
const longestSide = 512;
/** As for photos that are analysed: the bytes were, once. */
const limitInputPixels = 40_000_000;

/** A face with its surroundings, as a JPEG of 512 pixels at most; `box` in fractions of the upright photo. Throws `UndecodableImageError`. */
export async function cropFace(photo: Uint8Array, box: Box): Promise<Buffer> {
  try {
    const upright = await sharp(photo, { limitInputPixels }).autoOrient().toBuffer({ resolveWithObject: true });
    return await sharp(upright.data)
      .extract(around(box, upright.info))
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .jpeg()
      .toBuffer();
  } catch (cause) {
    throw new UndecodableImageError('it could not be cropped', { cause });
  }
}

function around(box: Box, { width, height }: { readonly width: number; readonly height: number }): Box {
  const left = Math.max(0, Math.floor((box.left - margin * box.width) * width));
  const top = Math.max(0, Math.floor((box.top - margin * box.height) * height));
  const right = Math.min(width, Math.ceil((box.left + (1 + margin) * box.width) * width));
  const bottom = Math.min(height, Math.ceil((box.top + (1 + margin) * box.height) * height));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}
