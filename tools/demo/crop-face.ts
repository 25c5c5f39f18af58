import sharp from 'sharp';
import type { components } from '@facerec/client';

/** As much around the box as a portrait has, and smaller and coarser than the photo: a picture the service never saw. */
const margin = 1.2;
const scale = 0.7;
const quality = 80;

/** Cuts one face out of an upright photo and encodes it anew as JPEG. */
export async function cropFace(photo: Uint8Array, box: components['schemas']['BoundingBox']): Promise<Buffer> {
  const { width, height } = await sharp(photo).metadata();
  const side = Math.max(box.width * width, box.height * height) * (1 + margin);
  const left = clamp((box.left + box.width / 2) * width - side / 2, width);
  const top = clamp((box.top + box.height / 2) * height - side / 2, height);
  const region = { left, top, width: Math.min(Math.round(side), width - left), height: Math.min(Math.round(side), height - top) };
  return sharp(photo).extract(region).resize({ width: Math.round(region.width * scale) }).jpeg({ quality }).toBuffer();
}

function clamp(value: number, limit: number): number {
  return Math.min(Math.max(Math.round(value), 0), limit - 1);
}
