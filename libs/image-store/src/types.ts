/** Where an image lies in S3. */
export interface ImageLocation {
  readonly bucket: string;
  readonly key: string;
}

/** One object's bytes with what S3 says of it. */
export interface StoredImage extends ImageLocation {
  readonly bytes: Uint8Array;
  /** S3's LastModified: which of two contents of one key is the newer. */
  readonly lastModified: Date;
  readonly versionId: string | null;
  /** Without quotes. */
  readonly etag: string;
}

/** One line of a listing; no bytes. */
export interface ImageListing extends ImageLocation {
  readonly size: number;
  readonly lastModified: Date;
  readonly etag: string;
}

export interface ImageStoreOptions {
  readonly region: string;
  /** The only buckets that may be named; empty means every one (one-machine default). */
  readonly allowedBuckets: readonly string[];
  /** Larger objects are refused before they are read. */
  readonly maxImageBytes: number;
  /** A local S3 (path-style addresses); default: AWS, or the SDK's own AWS_ENDPOINT_URL. */
  readonly endpoint?: string;
  /** For a local S3, which checks none; default: the SDK's own chain. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
