/** A rectangle in pixels of the upright (EXIF-rotated) full-resolution image; may be fractional, never outside the image. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A point in pixels of the upright full-resolution image. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Left eye, right eye, nose tip, left and right mouth corner, as seen in the picture (ArcFace order). */
export type FiveLandmarks = readonly [Point, Point, Point, Point, Point];

/** One face that was embedded. Faces come strongest first (see `rank`): that order is their identity. */
export interface AnalyzedFace {
  readonly box: Box;
  readonly landmarks: FiveLandmarks;
  /** The detector's score, 0..1. Not comparable between packs. */
  readonly confidence: number;
  readonly quality: FaceQuality;
  /** Unit length, `EmbedderContract.dimension` numbers. */
  readonly embedding: Float32Array;
}

/** How well a face can be recognised; each 0..1. */
export interface FaceQuality {
  /** 0.75 for a sharp photo, 0.4 for a face 30 pixels high, 0.2 and less when blurred; contrast and light do not matter. */
  readonly sharpness: number;
  /** Mean of the face's middle, 0 black to 1 white; 0.25 to 0.8 is good light. */
  readonly brightness: number;
  /** The box's shorter side over that of the embedder's input: below 1 pixels are made up. */
  readonly size: number;
  /** 1 facing the camera, 0 in profile. */
  readonly pose: number;
}

/** `not_a_face`: a box from a closer look that did not stand up to a second one (landmarks, length of the embedding). */
export type PassedOverReason = 'low_confidence' | 'too_small' | 'not_a_face' | 'beyond_max_faces';

/**
 * How hard to look for faces. `fast`: one pass over the whole image. `balanced`: closer where something small was seen, and closer, from afar and turned
 * where no face was found at all; costs nothing more on most photos. `thorough`: closer everywhere.
 */
export const details = ['fast', 'balanced', 'thorough'] as const;
export type Detail = (typeof details)[number];

/** A face that was seen but not embedded, and why. */
export interface PassedOverFace {
  readonly box: Box;
  readonly confidence: number;
  readonly reason: PassedOverReason;
}

/** What one image holds. No face is a result (`faces: []`), not an error. */
export interface ImageAnalysis {
  /** Upright size in pixels at full resolution. */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly AnalyzedFace[];
  readonly passedOver: readonly PassedOverFace[];
  /** Milliseconds of wall time in the worker, by stage. */
  readonly stageMs: { readonly decode: number; readonly detect: number; readonly embed: number };
}

export interface AnalyzeOptions {
  /** Embed at most this many faces, strongest first. Default: no limit. */
  readonly maxFaces?: number;
  /** 0..1; default: the pipeline's setting, else the pack's own. */
  readonly minConfidence?: number;
  /** Default: the pipeline's setting. */
  readonly detail?: Detail;
}

export interface FacePipelineOptions {
  /** Folder with `manifest.json` and one folder of weights a pack. */
  readonly modelsDirectory: string;
  /** A pack's name in the manifest, or the path of a JSON file that describes one (its files lie beside it). */
  readonly pack: string;
  /** Where prepared (memory-mapped) models are kept; on disk, not on a tmpfs. */
  readonly cacheDirectory: string;
  /** Worker threads; default: sized by memory and cores. */
  readonly workers?: number;
  /** Tasks that may wait for a worker before `PipelineBusyError`. Default 64. */
  readonly maxQueue?: number;
  /** In larger photos faces are looked for no closer than if they had been scaled down to this. Default 2,073,600. */
  readonly maxImagePixels?: number;
  /** Faces whose shorter side has fewer pixels are passed over. Default 10. */
  readonly minFaceSize?: number;
  /** For calls that do not bring their own. Default `balanced`. */
  readonly detail?: Detail;
  /** Photos of more pixels than this are refused before they are decoded. Default 40,000,000. */
  readonly maxDecodePixels?: number;
  /** 0..1; default: the pack's own. */
  readonly minFaceConfidence?: number;
}

/** What other rooms need to know of the pack in use. */
export interface PackDescription {
  readonly name: string;
  readonly dimension: number;
  /** Hex SHA-256 of embedder weights, alignment and normalisation: embeddings compare only within one contract. */
  readonly embeddingContract: string;
  /** Hex SHA-256 of the above plus detector and detection plan; recorded on each face. */
  readonly pipelineContract: string;
  /** Cosine, -1..1. */
  readonly searchCosine: number;
  readonly verifyCosine: number;
  readonly minConfidence: number;
  /** False accept rate ("1e-3") → the cosine at which it was measured; empty when it never was. */
  readonly cosineAtFar: Readonly<Record<string, number>>;
}

/** How the number of worker threads came about; memory in bytes. */
export interface PoolSizing {
  readonly workers: number;
  /** `setting`: given in the options; nothing was measured, and the bytes are 0. */
  readonly decidedBy: 'setting' | 'memory' | 'cores';
  /** Whose limit it is: the container's, or the machine's memory. */
  readonly limit: 'container' | 'machine';
  readonly limitBytes: number;
  /** Kept for everything but workers. */
  readonly reserveBytes: number;
  /** The prepared weights, which all workers map. */
  readonly sharedBytes: number;
  /** One worker with the largest allowed image in hand. */
  readonly perWorkerBytes: number;
  readonly cores: number;
}

export interface PoolStats {
  readonly workers: number;
  readonly waiting: number;
  readonly running: number;
  readonly completed: number;
}
