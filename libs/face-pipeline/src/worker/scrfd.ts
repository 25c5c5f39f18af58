import type { Box, FiveLandmarks, Point } from '../types.ts';
import { stretch } from './affine.ts';
import type { Detection, Detector } from './detector.ts';
import { Model, type Output } from './model.ts';
import { suppressOverlaps } from './nms.ts';
import type { ScrfdSpec } from './pack-spec.ts';
import type { PixelMemory } from './pixel-memory.ts';
import type { Pixels } from './pixels.ts';

/** InsightFace's SCRFD: a part of the image letterboxed into the input's top left corner; boxes and five landmarks a face. */
export class Scrfd implements Detector {
  readonly spec: ScrfdSpec;
  private readonly model: Model;

  private constructor(spec: ScrfdSpec, model: Model) {
    this.spec = spec;
    this.model = model;
  }

  static async open(spec: ScrfdSpec, file: string, memory: PixelMemory): Promise<Scrfd> {
    return new Scrfd(spec, await Model.open(file, spec.input, memory));
  }

  async detect(pixels: Pixels, part: Box, minConfidence: number): Promise<Detection[]> {
    const { input, nmsIou } = this.spec;
    const scale = Math.max(part.width / input.width, part.height / input.height);
    const letterbox = { left: part.left, top: part.top, width: input.width * scale, height: input.height * scale };
    const outputs = await this.model.look(pixels, stretch(letterbox, input.width, input.height));
    const found = decodeScrfd(outputs, this.spec, minConfidence, { ...letterbox, scale });
    // What the letterbox shows beside the part is another part's.
    const isInPart = ({ box: { left, top, width, height } }: Detection): boolean =>
      left + width / 2 <= part.left + part.width && top + height / 2 <= part.top + part.height;
    return suppressOverlaps(found.filter(isInPart), nmsIou);
  }
}

interface Letterbox {
  /** Of the input's first pixel, in pixels of the image. */
  readonly left: number;
  readonly top: number;
  /** Image pixels per input pixel. */
  readonly scale: number;
}

/** All strides' anchors above `minConfidence`, in pixels of the image. */
export function decodeScrfd(outputs: readonly Output[], spec: ScrfdSpec, minConfidence: number, { left, top, scale }: Letterbox): Detection[] {
  return spec.strides.flatMap((stride) => {
    const columns = Math.ceil(spec.input.width / stride);
    const anchors = columns * Math.ceil(spec.input.height / stride) * spec.anchorsPerCell;
    // Exports name their outputs differently (score_8, or numbers); the shapes (anchors, 1 | 4 | 10) tell them apart.
    const [scores, distances, points] = [1, 4, 10].map((last) => pick(outputs, anchors, last));
    const found: Detection[] = [];
    for (let anchor = 0; anchor < anchors; anchor += 1) {
      const confidence = scores![anchor]!;
      if (!(confidence > minConfidence)) continue;
      const cell = Math.floor(anchor / spec.anchorsPerCell);
      // insightface counts from the centre of the first pixel, we from its edge.
      const centre = { x: left + ((cell % columns) * stride + 0.5) * scale, y: top + (Math.floor(cell / columns) * stride + 0.5) * scale };
      found.push({ ...describe(centre, stride * scale, distances!.subarray(anchor * 4), points!.subarray(anchor * 10)), confidence });
    }
    return found;
  });
}

function pick(outputs: readonly Output[], anchors: number, last: number): Float32Array {
  const output = outputs.find(({ data, dims }) => dims.at(-1) === last && data.length === anchors * last);
  if (output === undefined) throw new Error(`The SCRFD model has no output of ${anchors} × ${last}; check its input size, strides and anchors in the pack.`);
  return output.data;
}

// Distances and landmarks are in units of the stride, from the cell's first pixel (insightface scrfd.py, distance2bbox and
// distance2kps).
function describe(centre: Point, unit: number, distances: Float32Array, points: Float32Array): Omit<Detection, 'confidence'> {
  const [left, top, right, bottom] = [distances[0]! * unit, distances[1]! * unit, distances[2]! * unit, distances[3]! * unit];
  const landmark = (index: number): Point => ({
    x: centre.x + points[index * 2]! * unit,
    y: centre.y + points[index * 2 + 1]! * unit,
  });
  const landmarks: FiveLandmarks = [landmark(0), landmark(1), landmark(2), landmark(3), landmark(4)];
  return { box: { left: centre.x - left, top: centre.y - top, width: left + right, height: top + bottom }, landmarks };
}
