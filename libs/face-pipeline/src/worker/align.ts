import type { FiveLandmarks, Point } from '../types.ts';
import type { Affine } from './affine.ts';

/** Changes whenever the crop changes: part of the embedding contract. */
export const ALIGNMENT = {
  method: 'similarity-5-points',
  size: 112,
  // insightface face_align.py, arcface_dst: both eyes, nose tip, mouth corners in a 112 × 112 crop, with whole numbers at
  // the pixels' centres.
  template: [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]],
} as const;

/** Crop → image: where each pixel of the aligned face is taken from. */
export function alignment(landmarks: FiveLandmarks, size: number = ALIGNMENT.size): Affine {
  const scale = size / ALIGNMENT.size;
  const template = ALIGNMENT.template.map(([x, y]) => ({ x: (x + 0.5) * scale, y: (y + 0.5) * scale }));
  return invert(similarity(landmarks, template));
}

/**
 * The rotation, uniform scale and shift that bring `from` nearest to `to` in least squares (Umeyama 1991; in the plane,
 * without mirroring, it has this closed form).
 */
export function similarity(from: readonly Point[], to: readonly Point[]): Affine {
  const [p, q] = [centroid(from), centroid(to)];
  let [along, across, spread] = [0, 0, 0];
  from.forEach((point, index) => {
    const [x, y] = [point.x - p.x, point.y - p.y];
    const [u, v] = [to[index]!.x - q.x, to[index]!.y - q.y];
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  });
  const [cos, sin] = [along / spread, across / spread];
  return { a: cos, b: -sin, c: q.x - cos * p.x + sin * p.y, d: sin, e: cos, f: q.y - sin * p.x - cos * p.y };
}

/**
 * How far the landmarks are from a face's: root mean square distance from the template after the similarity, in pixels of a
 * 112 × 112 crop. 1 to 6 for most faces, up to 8 in profile.
 */
export function misfit(landmarks: FiveLandmarks): number {
  const { a, b, c, d, e, f } = invert(alignment(landmarks));
  const squares = landmarks.map(({ x, y }, index) => {
    const [u, v] = ALIGNMENT.template[index]!;
    return (a * x + b * y + c - u - 0.5) ** 2 + (d * x + e * y + f - v - 0.5) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

function centroid(points: readonly Point[]): Point {
  return {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
}

export function invert({ a, b, c, d, e, f }: Affine): Affine {
  const determinant = a * e - b * d;
  return {
    a: e / determinant, b: -b / determinant, c: (b * f - c * e) / determinant,
    d: -d / determinant, e: a / determinant, f: (c * d - a * f) / determinant,
  };
}
