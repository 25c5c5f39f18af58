import { decompressSync } from '@julusian/jpeg-turbo';
import { ImageRefusal } from './image-refusal.ts';
import { readJpegHeader } from './jpeg-header.ts';
import type { PixelMemory } from './pixel-memory.ts';
import { uprightView, type Pixels } from './pixels.ts';

// Its own FORMAT_RGB, which ES modules cannot see (assigned in a loop).
const TURBO_RGB = 0;

/**
 * Decodes to upright RGB in `memory`. JPEG goes through libjpeg-turbo (a quarter of sharp's CPU), everything else and every
 * JPEG it complains about (CMYK, odd markers, truncation) through sharp, which decides.
 * @throws ImageRefusal for more than `maxDecodePixels`, found in the header, and for what is not a complete picture.
 */
export async function decode(image: Uint8Array, memory: PixelMemory, maxDecodePixels: number): Promise<Pixels> {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  return decodeJpeg(bytes, memory, maxDecodePixels) ?? (await decodeOther(bytes, memory, maxDecodePixels));
}

function decodeJpeg(bytes: Buffer, { picture }: PixelMemory, maxDecodePixels: number): Pixels | undefined {
  const header = readJpegHeader(bytes);
  if (header === undefined) return undefined;
  requireAtMost(maxDecodePixels, header);
  try {
    const { width, height } = decompressSync(bytes, picture, { format: TURBO_RGB });
    return uprightView(picture, width, height, header.orientation);
  } catch {
    return undefined;
  }
}

async function decodeOther(bytes: Buffer, { picture }: PixelMemory, maxDecodePixels: number): Promise<Pixels> {
  // Loaded when the first such picture comes: most workers never need its 20 MB.
  const { decodeBySharp, readHeaderBySharp } = await import('./decode-by-sharp.ts');
  const header = await readHeaderBySharp(bytes);
  requireAtMost(maxDecodePixels, header);
  const { data, width, height } = await decodeBySharp(bytes, maxDecodePixels);
  picture.set(data);
  return uprightView(picture, width, height, header.orientation);
}

function requireAtMost(limit: number, { width, height }: { readonly width: number; readonly height: number }): void {
  const actual = width * height;
  if (actual > limit) throw new ImageRefusal({ kind: 'too_large', unit: 'pixels', actual, limit });
}
