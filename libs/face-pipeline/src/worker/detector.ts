import type { Box, FiveLandmarks } from '../types.ts';
import type { DetectorSpec } from './pack-spec.ts';
import type { PixelMemory } from './pixel-memory.ts';
import type { Pixels } from './pixels.ts';
import { Scrfd } from './scrfd.ts';
import { UltraFace } from './ultraface.ts';

/** A face as the detector saw it, in pixels of the image; the box may reach outside it. */
export interface Detection {
  readonly box: Box;
  readonly confidence: number;
  /** Null when the detector finds boxes only. */
  readonly landmarks: FiveLandmarks | null;
}

export interface Detector {
  /** Faces whose score exceeds `minConfidence`, overlaps removed, strongest score first. */
  detect(pixels: Pixels, minConfidence: number): Promise<Detection[]>;
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
