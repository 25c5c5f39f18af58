import type { Box, FiveLandmarks, Point } from '../types.ts';
import { stretch } from './affine.ts';
import { Model } from './model.ts';
import type { Face68Spec } from './pack-spec.ts';
import type { PixelMemory } from './pixel-memory.ts';
import type { Pixels } from './pixels.ts';

/** Finds 68 points in a square crop and reduces them to the five that alignment needs. */
export class Landmarker {
  private readonly spec: Face68Spec;
  private readonly model: Model;

  private constructor(spec: Face68Spec, model: Model) {
    this.spec = spec;
    this.model = model;
  }

  static async open(spec: Face68Spec, file: string, memory: PixelMemory): Promise<Landmarker> {
    return new Landmarker(spec, await Model.open(file, spec.input, memory));
  }

  async find(pixels: Pixels, box: Box): Promise<FiveLandmarks> {
    const { input } = this.spec;
    const crop = squareAbout(box);
    const [points] = await this.model.look(pixels, stretch(crop, input.width, input.height));
    return fiveOf68(points!.data).map(({ x, y }) => ({
      x: crop.left + x * crop.width,
      y: crop.top + y * crop.height,
    })) as unknown as FiveLandmarks;
  }
}

/** The square about the box's centre whose side is the box's height: what the 68-point model was trained on. */
export function squareAbout(box: Box): Box {
  return { left: box.left + (box.width - box.height) / 2, top: box.top, width: box.height, height: box.height };
}

/** x0 y0 x1 y1 … of 68 points in iBUG order → eye centres, nose tip, mouth corners. */
export function fiveOf68(points: Float32Array): FiveLandmarks {
  const mean = (...indices: number[]): Point => ({
    x: indices.reduce((sum, index) => sum + points[index * 2]!, 0) / indices.length,
    y: indices.reduce((sum, index) => sum + points[index * 2 + 1]!, 0) / indices.length,
  });
  // Eyes by their lids without the corners, mouth corners by outer and inner lip.
  return [mean(37, 38, 40, 41), mean(43, 44, 46, 47), mean(30), mean(48, 60), mean(54, 64)];
}
