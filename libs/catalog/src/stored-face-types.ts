/** Fractions 0..1 of the upright image. */
export interface FractionBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A stored face as heads and receipts remember it. No embedding: those live in the vector store alone. */
export interface IndexedFace {
  readonly faceId: string;
  readonly box: FractionBox;
  /** 0..1 */
  readonly confidence: number;
  /** Absent for faces that were stored before it was told. */
  readonly quality?: FaceQuality;
}

/** How well a face can be recognised, each 0..1; see face-pipeline's. */
export interface FaceQuality {
  readonly sharpness: number;
  readonly brightness: number;
  readonly size: number;
  readonly pose: number;
}

/** A face that was seen but not stored, and why (`low_confidence`, `too_small`, `not_a_face`, `low_quality`, `beyond_max_faces`). */
export interface PassedOverFaceRecord {
  readonly box: FractionBox;
  readonly confidence: number;
  readonly reason: string;
}
