import type { FiveLandmarks } from '../types.ts';
import { alignment } from './align.ts';
import { Model } from './model.ts';
import type { ArcFaceSpec } from './pack-spec.ts';
import type { PixelMemory } from './pixel-memory.ts';
import type { Pixels } from './pixels.ts';

/** Aligned face → unit-length embedding. */
export class Embedder {
  private readonly spec: ArcFaceSpec;
  private readonly model: Model;

  private constructor(spec: ArcFaceSpec, model: Model) {
    this.spec = spec;
    this.model = model;
  }

  static async open(spec: ArcFaceSpec, file: string, memory: PixelMemory): Promise<Embedder> {
    return new Embedder(spec, await Model.open(file, spec.input, memory));
  }

  async embed(pixels: Pixels, landmarks: FiveLandmarks): Promise<Float32Array> {
    const [output] = await this.model.look(pixels, alignment(landmarks, this.spec.input.width));
    return unitLength(output!.data);
  }
}

export function unitLength(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
}
