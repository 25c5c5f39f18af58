import type { FaceQuality } from '@facerec/face-pipeline';

/** How good a face has to be to be stored: whatever it is, fit for searches, or fit to enrol somebody by. */
export type QualityMark = 'off' | 'standard' | 'strict';

interface Marks extends FaceQuality {
  readonly brightest: number;
}

/**
 * The least of each. `standard` leaves out what matches anybody: 40 pixels of the embedder's 112, blur, and faces lost in the dark or in
 * the light. `strict` wants what a portrait has. Turned heads count for `strict` alone: in group photos few face the camera.
 */
const marks: Readonly<Record<Exclude<QualityMark, 'off'>, Marks>> = {
  standard: { sharpness: 0.25, brightness: 0.08, brightest: 0.95, size: 40 / 112, pose: 0 },
  strict: { sharpness: 0.5, brightness: 0.2, brightest: 0.85, size: 1, pose: 0.2 },
};

export function reachesMark(quality: FaceQuality, mark: QualityMark): boolean {
  if (mark === 'off') return true;
  const { sharpness, brightness, brightest, size, pose } = marks[mark];
  return quality.sharpness >= sharpness && quality.brightness >= brightness && quality.brightness <= brightest && quality.size >= size && quality.pose >= pose;
}
