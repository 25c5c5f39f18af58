/**
 * An RGB image seen upright, whichever way its rows lie in memory: the byte of channel `c` at column x, row y is
 * `data[origin + x * stepX + y * stepY + c]`. Turning by EXIF is therefore free.
 */
export interface Pixels {
  readonly data: Uint8Array;
  /** Upright size. */
  readonly width: number;
  readonly height: number;
  readonly origin: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** Views tightly packed RGB rows upright. `orientation` is EXIF's 1..8; anything else counts as 1. */
export function uprightView(data: Uint8Array, width: number, height: number, orientation = 1): Pixels {
  const row = width * 3;
  const right = row - 3;
  const bottom = (height - 1) * row;
  const upright = { data, width, height };
  const turned = { data, width: height, height: width };
  switch (orientation) {
    case 2: return { ...upright, origin: right, stepX: -3, stepY: row };
    case 3: return { ...upright, origin: bottom + right, stepX: -3, stepY: -row };
    case 4: return { ...upright, origin: bottom, stepX: 3, stepY: -row };
    case 5: return { ...turned, origin: 0, stepX: row, stepY: 3 };
    case 6: return { ...turned, origin: bottom, stepX: -row, stepY: 3 };
    case 7: return { ...turned, origin: bottom + right, stepX: -row, stepY: -3 };
    case 8: return { ...turned, origin: right, stepX: row, stepY: -3 };
    default: return { ...upright, origin: 0, stepX: 3, stepY: row };
  }
}

/** The same picture turned clockwise by a number of right angles; free, like the views by EXIF. */
export function turnedView(pixels: Pixels, rightAngles: number): Pixels {
  if (rightAngles === 0) return pixels;
  const { height, origin, stepX, stepY } = pixels;
  const once = { ...pixels, width: height, height: pixels.width, origin: origin + (height - 1) * stepY, stepX: -stepY, stepY: stepX };
  return turnedView(once, rightAngles - 1);
}
