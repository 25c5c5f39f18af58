import type { Box, FiveLandmarks } from '../types.ts';
import type { DetectorSpec } from './pack-spec.ts';
import type { PixelMemory } from './pixel-memory.ts';
import type { Pixels } from './pixels.ts';
import { Scrfd } from './scrfd.ts';
import { UltraFace } from './ultraface.ts';

/** A face as the detector saw it, in pixels of the picture it was shown; the box may reach outside it. */
export interface Detection {
  readonly box: Box;
  readonly confidence: number;
  /** Null when the detector finds boxes only. */
  readonly landmarks: FiveLandmarks | null;
}

export interface Detector {
  readonly spec: DetectorSpec;
  /**
   * Faces whose score exceeds `minConfidence` in one part of the image, brought to the model's input size; overlaps removed, strongest
   * score first. The part may reach outside the image, which is black there.
   */
  detect(pixels: Pixels, part: Box, minConfidence: number): Promise<Detection[]>;
}

/** @param file the prepared model */
export function openDetector(spec: DetectorSpec, file: string, memory: PixelMemory): Promise<Detector> {
  switch (spec.kind) {
    case 'ultraface':
      return UltraFace.open(spec, file, memory);
    case 'scrfd':
      return Scrfd.open(spec, file, memory);
  }
}
