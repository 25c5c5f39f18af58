import type { Detail } from '../types.ts';
import type { NormThresholds } from './pack-spec.ts';

/** How far the search for faces goes beyond one pass over the whole image. */
export interface DetectionPlan {
  /** Weaker boxes than count tell where to look closer: those above this fraction of the pack's own confidence. */
  readonly hint: number;
  /** Pixels of the detector's input: where something so low was seen, there may be what is too small to see. */
  readonly smallFace: number;
  /** When all quarters of the image are looked at, whether or not anything hints at small faces. */
  readonly allQuarters: 'when nothing is found' | 'always';
}

/**
 * Changes whenever other faces may be found: part of the pipeline contract. Measured on contact sheets of shrunken sample photos and on 24 ordinary
 * ones: with these numbers `balanced` finds nine of ten faces 20 pixels high, and takes no second pass on any of the sample photos.
 */
export const DETECTION_PLANS: Readonly<Record<Detail, DetectionPlan | null>> = {
  fast: null,
  balanced: { hint: 0.25, smallFace: 18, allQuarters: 'when nothing is found' },
  thorough: { hint: 0.15, smallFace: 24, allQuarters: 'always' },
};

/** What a box that was not seen in the whole upright image must show at the second look to be a face; part of the pipeline contract. */
export const SECOND_LOOK = {
  /** Root mean square distance of the landmarks from where the template has them (see `misfit`); 99 % of faces lie below. */
  mostMisfit: 8,
} as const;

/** The norm that the embedding of a doubtful box must reach, given its height in pixels of the photo; 0 where the pack knows of none. */
export function leastNorm(height: number, thresholds: NormThresholds | undefined): number {
  if (thresholds === undefined) return 0;
  const { leastAt16, leastAt64 } = thresholds;
  const octaves = Math.min(2, Math.max(0, Math.log2(height / 16)));
  return leastAt16 + ((leastAt64 - leastAt16) * octaves) / 2;
}
