import type { Box } from '../types.ts';

/** Intersection over union, 0..1. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** Greedy non-maximum suppression: strongest first, whatever overlaps a kept one by more than `iou` is dropped. */
export function suppressOverlaps<T extends { readonly box: Box; readonly confidence: number }>(found: readonly T[], iou: number): T[] {
  const kept: T[] = [];
  for (const candidate of [...found].sort((a, b) => b.confidence - a.confidence)) {
    if (kept.every(({ box }) => overlap(box, candidate.box) <= iou)) kept.push(candidate);
  }
  return kept;
}
