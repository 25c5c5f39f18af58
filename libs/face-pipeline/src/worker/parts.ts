import type { Box } from '../types.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

export function wholeOf({ width, height }: Size): Box {
  return { left: 0, top: 0, width, height };
}

/** The image in the middle of twice its width and height: faces too close to fit in the picture come at half the size. */
export function fromAfar({ width, height }: Size): Box {
  return { left: -width / 2, top: -height / 2, width: 2 * width, height: 2 * height };
}

/** Four parts that together cover the part and share `overlap` pixels with each neighbour, so that a face lower than that is whole in one. */
export function quartersOf(part: Box, overlap: Size): Box[] {
  const width = (part.width + overlap.width) / 2;
  const height = (part.height + overlap.height) / 2;
  const [right, bottom] = [part.left + part.width - width, part.top + part.height - height];
  return [[part.left, part.top], [right, part.top], [part.left, bottom], [right, bottom]].map(([left, top]) => ({ left: left!, top: top!, width, height }));
}

/** The box's centre lies in the part. */
export function holds(part: Box, { left, top, width, height }: Box): boolean {
  const [x, y] = [left + width / 2 - part.left, top + height / 2 - part.top];
  return x >= 0 && x <= part.width && y >= 0 && y <= part.height;
}

/** The box ends at an edge of the part that is none of the image: the face may go on beyond, where another part sees more of it. */
export function isCutOff(box: Box, part: Box, image: Size, margin: Size): boolean {
  const gaps = {
    left: box.left - part.left,
    top: box.top - part.top,
    right: part.left + part.width - box.left - box.width,
    bottom: part.top + part.height - box.top - box.height,
  };
  return (part.left > 0 && gaps.left < margin.width)
    || (part.top > 0 && gaps.top < margin.height)
    || (part.left + part.width < image.width && gaps.right < margin.width)
    || (part.top + part.height < image.height && gaps.bottom < margin.height);
}
