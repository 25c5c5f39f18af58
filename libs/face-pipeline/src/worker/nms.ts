import type { Box } from '../types.ts';

/** Intersection over union, 0..1. */
export function overlap(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  return shared === 0 ? 0 : shared / (a.width * a.height + b.width * b.height - shared);
}

/** How much of the smaller one lies in the other, 0..1. */
function inclusion(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  return shared === 0 ? 0 : shared / Math.min(a.width * a.height, b.width * b.height);
}

function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width <= 0 || height <= 0 ? 0 : width * height;
}

/** Greedy non-maximum suppression: strongest first, whatever overlaps a kept one by more than `iou` is dropped. */
export function suppressOverlaps<T extends { readonly box: Box; readonly confidence: number }>(found: readonly T[], iou: number): T[] {
  const kept: T[] = [];
  for (const candidate of [...found].sort((a, b) => b.confidence - a.confidence)) {
    if (kept.every(({ box }) => overlap(box, candidate.box) <= iou)) kept.push(candidate);
  }
  return kept;
}

// An eye or a mouth, seen closely, passes for a face; a face in front of another covers less of it than this.
const PART_OF_FACE = 0.6;

/**
 * One suppression over several looks at the same image, each at twice the scale of the one before. Of the boxes of one face
 * the earliest look's stays, within a look the strongest; so does the face around what a closer look took for one.
 */
export function mergeLooks<T extends { readonly box: Box; readonly confidence: number }>(looks: readonly (readonly T[])[], iou: number): T[] {
  const kept: T[] = [];
  for (const [closeness, look] of looks.entries()) {
    for (const candidate of [...look].sort((a, b) => b.confidence - a.confidence)) {
      const isNew = kept.every(({ box }) => overlap(box, candidate.box) <= iou && (closeness === 0 || inclusion(box, candidate.box) <= PART_OF_FACE));
      if (isNew) kept.push(candidate);
    }
  }
  return kept;
}
