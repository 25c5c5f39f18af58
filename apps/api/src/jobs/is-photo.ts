const endings = /\.(jpe?g|png|webp)$/i;

/** Whether a key is taken for a photo, by its ending. */
export function isPhoto(key: string): boolean {
  return endings.test(key);
}
