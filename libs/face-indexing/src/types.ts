import type { ImageIdentity, Labels } from '@facerec/catalog';
import type { Detail } from '@facerec/face-pipeline';
import type { QualityMark } from './quality-marks';

/** What a caller says of an image, to be stored with its faces. */
export interface ImageLabels {
  readonly subjectId?: string;
  readonly metadata?: Labels;
  /** Faces below it are passed over; default: `off`. */
  readonly quality?: QualityMark;
  /** How hard to look for faces; default: the pipeline's setting. */
  readonly detail?: Detail;
  /** Keep the uploaded photo itself; default: no. */
  readonly storeImage?: boolean;
}

/** One message's worth of work. */
export interface IndexingTask extends ImageIdentity {
  readonly jobId: string;
  /** null: the service's own limit. */
  readonly maxFaces: number | null;
  /** SQS SentTimestamp: a deletion after it wins. */
  readonly sentAt: Date;
  /** Absent: those of an image that is stored already stay. */
  readonly labels?: ImageLabels;
}

export interface FaceIndexingOptions {
  /** Where uploaded photos lie that are to be kept; nothing else may lie under that prefix. */
  readonly keptPhotos: { readonly bucket: string; readonly prefix: string };
  /** Upper limit and default for max_faces. 1..20 in the original's contract. */
  readonly maxFacesPerImage: number;
  /** Cosine -1..1 for matches when the request names none; default: the pack's search threshold. */
  readonly searchCosine?: number;
  /** How long after it was sent a message may wait for its object to appear. Default 10 s. */
  readonly missingObjectGraceMs?: number;
  /**
   * After how long without a sign of life another attempt takes over an image. Default 10 s: an attempt that was killed
   * holds its image up for that long at most.
   */
  readonly headLeaseMs?: number;
}

export interface MatchQuery extends ImageIdentity {
  /** Cosine -1..1; default: the service's setting, else the pack's. */
  readonly minCosine?: number;
  readonly maxMatches: number;
}

export interface FaceMatch {
  readonly faceId: string;
  /** -1..1 */
  readonly cosine: number;
  readonly imageKey: string;
}

export interface MatchResult {
  /** Deterministic id of the query face; '' when the image holds none. */
  readonly searchedFaceId: string;
  readonly matches: readonly FaceMatch[];
}

/** What a deletion took from where. */
export interface DeletedImage {
  /** False: nothing was stored, and what is left is the tombstone alone. */
  readonly found: boolean;
  /** Faces in the image's head. */
  readonly faces: number;
  /** What the image's head held, and what earlier attempts may have left; none of it is in the vector store any more. */
  readonly faceIds: readonly string[];
  /** Receipts that had told of them. */
  readonly receipts: number;
}

export interface DeletedFace {
  /** Whose face it was; null for a vector that was not stored by this service. */
  readonly image: ImageIdentity | null;
  readonly receipts: number;
}

export interface DeletedCollection {
  readonly images: number;
  /** Faces in the images' heads. */
  readonly faces: number;
  /** Of the vector store, as it counted them before. */
  readonly vectors: number;
  readonly receipts: number;
  /** Jobs that would have gone on filling it. */
  readonly cancelledJobs: number;
}
