import sharp from 'sharp';
import type { Box } from '../src/types';

export interface Sample {
  readonly bytes: Buffer;
  readonly faces: readonly Box[];
}

const [WIDTH, HEIGHT] = [1920, 1280];

/**
 * Shrunken photos in rows on a grey sheet of 1920 × 1280, about five and a half rows to a quarter of it, and where their faces
 * came to lie. The faces of each photo are `faceHeight` pixels high on average.
 */
export async function contactSheet(samples: readonly Sample[], faceHeight: number, count = 30): Promise<{ bytes: Buffer; faces: Box[] }> {
  const shrunken = await Promise.all(samples.map((sample) => shrink(sample, faceHeight)));
  const [cellWidth, cellHeight] = [WIDTH / 6, HEIGHT / Math.ceil(count / 6)];
  const placed = Array.from({ length: count }, (_, place) => {
    const photo = shrunken[(place * 5 + Math.floor(place / 6)) % shrunken.length]!;
    // Somewhere else in every cell, so that no grid of ours falls in with one of the detector's.
    const left = Math.floor((place % 6) * cellWidth + ((place * 37) % 101) / 101 * (cellWidth - photo.width));
    const top = Math.floor(Math.floor(place / 6) * cellHeight + ((place * 61) % 89) / 89 * (cellHeight - photo.height));
    return { photo, left, top };
  });
  const sheet = sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#8a9488' } });
  const bytes = await sheet.composite(placed.map(({ photo, left, top }) => ({ input: photo.png, left, top }))).jpeg({ quality: 92 }).toBuffer();
  return { bytes, faces: placed.flatMap(({ photo, left, top }) => photo.faces.map((box) => ({ ...box, left: box.left + left, top: box.top + top }))) };
}

async function shrink({ bytes, faces }: Sample, faceHeight: number) {
  const { width = 0 } = await sharp(bytes).metadata();
  const scale = faceHeight / (faces.reduce((sum, { height }) => sum + height, 0) / faces.length);
  const { data, info } = await sharp(bytes).resize(Math.round(width * scale)).png().toBuffer({ resolveWithObject: true });
  return {
    png: data, width: info.width, height: info.height,
    faces: faces.map((box) => ({ left: box.left * scale, top: box.top * scale, width: box.width * scale, height: box.height * scale })),
  };
}

/** Each face answers for one box at most; a box belongs to a face when their centres are within 0.6 of the face's height. */
export function matchFaces(faces: readonly Box[], boxes: readonly Box[]): { found: number; extra: number } {
  const free = new Set(boxes);
  for (const face of faces) {
    const match = [...free].find((box) => distance(face, box) < 0.6 * face.height);
    if (match !== undefined) free.delete(match);
  }
  return { found: boxes.length - free.size, extra: free.size };
}

function distance(a: Box, b: Box): number {
  return Math.hypot(a.left + a.width / 2 - b.left - b.width / 2, a.top + a.height / 2 - b.top - b.height / 2);
}
