import type { AnalyzedFace, Box, FiveLandmarks, PassedOverFace, Point } from '../types.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Faces {
  readonly faces: readonly AnalyzedFace[];
  readonly passedOver: readonly PassedOverFace[];
}

/** What was found in a picture turned clockwise by right angles, in pixels of the upright one, whose size is given. */
export function facesUpright<T extends Faces>(turned: T, rightAngles: number, upright: Size): T {
  if (rightAngles === 0) return turned;
  const point = (from: Point) => pointUpright(from, rightAngles, upright);
  return {
    ...turned,
    faces: turned.faces.map((face) => ({
      ...face,
      box: boxUpright(face.box, rightAngles, upright),
      landmarks: face.landmarks.map(point) as unknown as FiveLandmarks,
    })),
    passedOver: turned.passedOver.map((face) => ({ ...face, box: boxUpright(face.box, rightAngles, upright) })),
  };
}

export function pointUpright({ x, y }: Point, rightAngles: number, upright: Size): Point {
  switch (rightAngles) {
    case 1: return { x: y, y: upright.height - x };
    case 2: return { x: upright.width - x, y: upright.height - y };
    case 3: return { x: upright.width - y, y: x };
    default: return { x, y };
  }
}

export function boxUpright(box: Box, rightAngles: number, upright: Size): Box {
  const a = pointUpright({ x: box.left, y: box.top }, rightAngles, upright);
  const b = pointUpright({ x: box.left + box.width, y: box.top + box.height }, rightAngles, upright);
  return { left: Math.min(a.x, b.x), top: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}
