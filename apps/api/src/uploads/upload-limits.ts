const MIB = 1024 ** 2;

/** What a request that brings images may hold; enforced while it is read. */
export const uploadLimits = {
  /** Of one image. */
  imageBytes: 10 * MIB,
  /** Of the whole request: images in base64 are a third larger, and two may be compared. */
  requestBytes: 64 * MIB,
  /** Files and text fields of a form. */
  files: 2,
  fields: 20,
  fieldBytes: 64 * 1024,
} as const;
