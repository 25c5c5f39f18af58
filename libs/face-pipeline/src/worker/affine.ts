/** x' = a·x + b·y + c, y' = d·x + e·y + f. Coordinates are continuous: pixel i covers [i, i + 1). */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** Where the pixels of an output that shows the rectangle's `width` × `height` in `outWidth` × `outHeight` come from. */
export function stretch(
  rectangle: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  outWidth: number,
  outHeight: number,
): Affine {
  return { a: rectangle.width / outWidth, b: 0, c: rectangle.left, d: 0, e: rectangle.height / outHeight, f: rectangle.top };
}
