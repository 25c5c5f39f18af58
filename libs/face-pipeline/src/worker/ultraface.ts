import type { Box } from '../types.ts';
import { stretch } from './affine.ts';
import type { Detection, Detector } from './detector.ts';
import { Model, type Output } from './model.ts';
import { suppressOverlaps } from './nms.ts';
import type { UltraFaceSpec } from './pack-spec.ts';
import type { PixelMemory } from './pixel-memory.ts';
import type { Pixels } from './pixels.ts';

/** Linzaer's UltraFace: a part of the image stretched to one small input, boxes come out as fractions of it. */
export class UltraFace implements Detector {
  readonly spec: UltraFaceSpec;
  private readonly model: Model;

  private constructor(spec: UltraFaceSpec, model: Model) {
    this.spec = spec;
    this.model = model;
  }

  static async open(spec: UltraFaceSpec, file: string, memory: PixelMemory): Promise<UltraFace> {
    return new UltraFace(spec, await Model.open(file, spec.input, memory));
  }

  async detect(pixels: Pixels, part: Box, minConfidence: number): Promise<Detection[]> {
    const { input, nmsIou } = this.spec;
    const outputs = await this.model.look(pixels, stretch(part, input.width, input.height));
    return suppressOverlaps(decodeUltraFace(outputs, part, minConfidence), nmsIou);
  }
}

/** (anchors, 2) background and face scores, (anchors, 4) x1 y1 x2 y2 as fractions of the part → detections in pixels. */
export function decodeUltraFace(outputs: readonly Output[], part: Box, minConfidence: number): Detection[] {
  const scores = outputs.find(({ dims }) => dims.at(-1) === 2)!.data;
  const boxes = outputs.find(({ dims }) => dims.at(-1) === 4)!.data;
  const found: Detection[] = [];
  for (let anchor = 0; anchor < scores.length / 2; anchor += 1) {
    const confidence = scores[anchor * 2 + 1]!;
    if (!(confidence > minConfidence)) continue;
    const left = part.left + boxes[anchor * 4]! * part.width;
    const top = part.top + boxes[anchor * 4 + 1]! * part.height;
    const width = part.left + boxes[anchor * 4 + 2]! * part.width - left;
    const height = part.top + boxes[anchor * 4 + 3]! * part.height - top;
    found.push({ box: { left, top, width, height }, confidence, landmarks: null });
  }
  return found;
}
