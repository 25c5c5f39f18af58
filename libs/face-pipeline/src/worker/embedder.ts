import type { FiveLandmarks } from '../types.ts';
import { alignment } from './align.ts';
import { Model } from './model.ts';
import type { ArcFaceSpec } from './pack-spec.ts';
import type { Pixels } from './pixels.ts';
import { sample } from './sample.ts';

/** Aligned face → unit-length embedding. */
export class Embedder {
  private readonly input: Float32Array;
  private readonly spec: ArcFaceSpec;
  private readonly model: Model;

  private constructor(spec: ArcFaceSpec, model: Model) {
    this.spec = spec;
    this.model = model;
    this.input = new Float32Array(3 * spec.input.width * spec.input.height);
  }

  static async open(spec: ArcFaceSpec, file: string): Promise<Embedder> {
    return new Embedder(spec, await Model.open(file, [1, 3, spec.input.height, spec.input.width]));
  }

  async embed(pixels: Pixels, landmarks: FiveLandmarks): Promise<Float32Array> {
    sample(pixels, alignment(landmarks, this.spec.input.width), this.spec.input, this.input);
    const [output] = await this.model.run(this.input);
    return unitLength(output!.data);
  }
}

export function unitLength(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
