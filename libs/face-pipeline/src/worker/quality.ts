import type { Box, FaceQuality, FiveLandmarks, Point } from '../types.ts';
import type { AlignedCrop } from './embedder.ts';

// The crop's middle, where the face is and no hair or background.
const MARGIN = 1 / 7;

// Laplacian variance over variance of sharp faces is about 0.14 (sample photos); of the same at 30 pixels 0.026, blurred by 4 pixels 0.012.
const HALF_SHARP = 0.04;

/** How well a face can be recognised, each 0..1; see `FaceQuality`. `size` is the side of the embedder's input in pixels. */
export function qualityOf(box: Box, landmarks: FiveLandmarks, crop: AlignedCrop): FaceQuality {
  const { sharpness, brightness } = lightOf(crop);
  return { sharpness, brightness, size: Math.min(1, Math.min(box.width, box.height) / crop.size), pose: frontality(landmarks) };
}

/**
 * Sharpness by the variance of the Laplacian over the variance of the grey values, which contrast and light leave as it is; brightness
 * by their mean. Green stands for grey: it is the plane in the middle of RGB and BGR alike.
 */
function lightOf({ values, size, mean, std }: AlignedCrop): { readonly sharpness: number; readonly brightness: number } {
  const plane = values.length === 3 * size * size ? size * size : 0;
  const [first, end] = [Math.ceil(size * MARGIN), Math.floor(size * (1 - MARGIN))];
  let [sum, squares, bends, bendSquares] = [0, 0, 0, 0];
  for (let y = first; y < end; y += 1) {
    for (let at = plane + y * size + first; at < plane + y * size + end; at += 1) {
      const value = values[at]!;
      const bend = values[at - 1]! + values[at + 1]! + values[at - size]! + values[at + size]! - 4 * value;
      sum += value;
      squares += value * value;
      bends += bend;
      bendSquares += bend * bend;
    }
  }
  const count = (end - first) ** 2;
  const variance = squares / count - (sum / count) ** 2;
  const roughness = variance > 0 ? Math.max(0, bendSquares / count - (bends / count) ** 2) / variance : 0;
  return { sharpness: roughness / (roughness + HALF_SHARP), brightness: Math.min(1, Math.max(0, ((sum / count) * std + mean) / 255)) };
}

/** 1 facing the camera, 0 in profile or looking straight up or down: where the nose lies between eyes and mouth, however the head is tilted. */
export function frontality([leftEye, rightEye, nose, leftMouth, rightMouth]: FiveLandmarks): number {
  const [eyes, mouth] = [middle(leftEye, rightEye), middle(leftMouth, rightMouth)];
  const across = { x: rightEye.x - leftEye.x, y: rightEye.y - leftEye.y };
  const down = { x: mouth.x - eyes.x, y: mouth.y - eyes.y };
  // The nose = eyes + along · down + aside · across.
  const area = across.x * down.y - across.y * down.x;
  const [x, y] = [nose.x - eyes.x, nose.y - eyes.y];
  const aside = (x * down.y - y * down.x) / area;
  const along = (across.x * y - across.y * x) / area;
  const facing = (1 - 2 * Math.abs(aside)) * (1 - 2 * Math.abs(along - 0.5));
  return Math.abs(aside) < 0.5 && Math.abs(along - 0.5) < 0.5 ? facing : 0;
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
