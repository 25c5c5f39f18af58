import type { Box } from '../types.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The faces in the order that is their identity: large and central first, by area − 2 · (squared distance of the box's
 * centre from the image's), in full-resolution pixels; ties by left, then top. The first is the query face of a match.
 */
export function rank<T extends { readonly box: Box }>(faces: readonly T[], image: Size): T[] {
  return [...faces].sort(
    (a, b) => prominence(b.box, image) - prominence(a.box, image) || a.box.left - b.box.left || a.box.top - b.box.top,
  );
}

function prominence(box: Box, image: Size): number {
  const dx = box.left + box.width / 2 - image.width / 2;
  const dy = box.top + box.height / 2 - image.height / 2;
  return box.width * box.height - 2 * (dx * dx + dy * dy);
}

/** The part of the box that lies in the image. */
export function clampBox(box: Box, image: Size): Box {
  const left = Math.min(Math.max(box.left, 0), image.width);
  const top = Math.min(Math.max(box.top, 0), image.height);
  return {
    left,
    top,
    width: Math.min(Math.max(box.left + box.width, left), image.width) - left,
    height: Math.min(Math.max(box.top + box.height, top), image.height) - top,
  };
}
