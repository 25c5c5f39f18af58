import { stretch } from './affine.ts';
import type { Detection } from './detector.ts';
import { Model, type Output } from './model.ts';
import { suppressOverlaps } from './nms.ts';
import type { UltraFaceSpec } from './pack-spec.ts';
import type { PixelMemory } from './pixel-memory.ts';
import type { Pixels } from './pixels.ts';

/** Linzaer's UltraFace: the whole image stretched to one small input, boxes come out as fractions of it. */
export class UltraFace {
  private readonly spec: UltraFaceSpec;
  private readonly model: Model;

  private constructor(spec: UltraFaceSpec, model: Model) {
    this.spec = spec;
    this.model = model;
  }

  static async open(spec: UltraFaceSpec, file: string, memory: PixelMemory): Promise<UltraFace> {
    return new UltraFace(spec, await Model.open(file, spec.input, memory));
  }

  async detect(pixels: Pixels, minConfidence: number): Promise<Detection[]> {
    const { input, nmsIou } = this.spec;
    const whole = { left: 0, top: 0, width: pixels.width, height: pixels.height };
    const outputs = await this.model.look(pixels, stretch(whole, input.width, input.height));
    return suppressOverlaps(decodeUltraFace(outputs, pixels, minConfidence), nmsIou);
  }
}

/** (anchors, 2) background and face scores, (anchors, 4) x1 y1 x2 y2 as fractions → detections in pixels. */
export function decodeUltraFace(
  outputs: readonly Output[],
  image: { readonly width: number; readonly height: number },
  minConfidence: number,
): Detection[] {
  const scores = outputs.find(({ dims }) => dims.at(-1) === 2)!.data;
  const boxes = outputs.find(({ dims }) => dims.at(-1) === 4)!.data;
  const found: Detection[] = [];
  for (let anchor = 0; anchor < scores.length / 2; anchor += 1) {
    const confidence = scores[anchor * 2 + 1]!;
    if (!(confidence > minConfidence)) continue;
    const left = boxes[anchor * 4]! * image.width;
    const top = boxes[anchor * 4 + 1]! * image.height;
    const width = boxes[anchor * 4 + 2]! * image.width - left;
    const height = boxes[anchor * 4 + 3]! * image.height - top;
    found.push({ box: { left, top, width, height }, confidence, landmarks: null });
  }
  return found;
}
