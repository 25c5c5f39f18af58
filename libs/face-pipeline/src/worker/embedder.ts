import type { FiveLandmarks } from '../types.ts';
import { alignment } from './align.ts';
import { Model } from './model.ts';
import type { ArcFaceSpec } from './pack-spec.ts';
import type { PixelMemory } from './pixel-memory.ts';
import type { Pixels } from './pixels.ts';

export interface Embedded {
  /** Unit length. */
  readonly embedding: Float32Array;
  /** The embedding's length before that: short for what is no face. Comparable within one model only. */
  readonly norm: number;
  /** What the embedder saw, until it sees the next face. */
  readonly crop: AlignedCrop;
}

/** (channels, size, size) of (x − mean) / std, x 0..255. */
export interface AlignedCrop {
  readonly values: Float32Array;
  readonly size: number;
  readonly mean: number;
  readonly std: number;
}

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

  async embed(pixels: Pixels, landmarks: FiveLandmarks): Promise<Embedded> {
    const { width: size, mean, std } = this.spec.input;
    const [output] = await this.model.look(pixels, alignment(landmarks, size));
    const norm = lengthOf(output!.data);
    return { embedding: output!.data.map((value) => value / norm), norm, crop: { values: this.model.pixels, size, mean, std } };
  }
}

function lengthOf(vector: Float32Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}
