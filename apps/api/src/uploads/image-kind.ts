/** How the files begin that the decoder takes; no others are worth its time. */
const beginnings: readonly RegExp[] = [
  /^\xff\xd8/, // JPEG
  /^\x89PNG\r\n\x1a\n/,
  /^RIFF[^]{4}WEBP/,
  /^GIF8[79]a/,
  /^(II[*+]\0|MM\0[*+])/, // TIFF
  /^[^]{4}ftyp(avif|avis|(mif1|msf1)[^]{0,40}avi[fs])/, // AVIF; the same box begins HEIC and films
];

/** Whether the bytes may be a photo at all. Nothing is left to the decoder, which says more about what is damaged. */
export function mayBePhoto(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return true;
  const beginning = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  return beginnings.some((pattern) => pattern.test(beginning));
}
