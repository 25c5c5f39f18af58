import type { ImageAnalysis } from '../types';

const LONGER_SIDE = 1920;

/**
 * The photo, upright and at most 1920 pixels long, with what was found in it: boxes, landmarks, rank and score, and in
 * grey the faces passed over. PNG.
 */
export async function annotateFaces(image: Uint8Array, analysis: ImageAnalysis): Promise<Buffer> {
  // Loaded when the first picture is drawn: the services never draw one.
  const [{ default: sharp }, { createCanvas }, { drawFace, drawPassedOver }] = await Promise.all([
    import('sharp'), import('@napi-rs/canvas'), import('./draw-face'),
  ]);
  const scale = Math.min(1, LONGER_SIDE / Math.max(analysis.width, analysis.height));
  const { data, info } = await sharp(image, { failOn: 'error' })
    .autoOrient()
    .resize(Math.max(1, Math.round(analysis.width * scale)), Math.max(1, Math.round(analysis.height * scale)), { fit: 'fill' })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const canvas = createCanvas(info.width, info.height);
  const context = canvas.getContext('2d');
  const photo = context.createImageData(info.width, info.height);
  photo.data.set(data);
  context.putImageData(photo, 0, 0);
  const unit = Math.max(1.5, Math.max(info.width, info.height) / 480);
  for (const face of analysis.passedOver) drawPassedOver(context, shrink(face, scale), unit);
  // The strongest last, so that its tag lies on top.
  [...analysis.faces.entries()].reverse().forEach(([index, face]) => drawFace(context, shrink(face, scale), index + 1, unit));
  return canvas.encode('png');
}

/** The same face in the pixels of the picture that is drawn. */
function shrink<T extends ImageAnalysis['faces'][number] | ImageAnalysis['passedOver'][number]>(face: T, scale: number): T {
  const { left, top, width, height } = face.box;
  const box = { left: left * scale, top: top * scale, width: width * scale, height: height * scale };
  if (!('landmarks' in face)) return { ...face, box };
  return { ...face, box, landmarks: face.landmarks.map(({ x, y }) => ({ x: x * scale, y: y * scale })) };
}
