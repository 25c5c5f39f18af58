import type { FractionBox, PassedOverFaceRecord } from '@facerec/catalog';
import type { AnalyzedFace, Box, FiveLandmarks, ImageAnalysis, PassedOverFace } from '@facerec/face-pipeline';
import type { FaceDto, LandmarksDto, PassedOverFaceDto } from './face.dto';

type Size = Pick<ImageAnalysis, 'width' | 'height'>;

export function describeFace({ box, landmarks, confidence, quality }: AnalyzedFace, image: Size): FaceDto {
  return { bounding_box: fractionsOf(box, image), box: { ...box }, landmarks: describeLandmarks(landmarks), confidence, quality: { ...quality } };
}

export function describePassedOver({ box, confidence }: Pick<PassedOverFace, 'box' | 'confidence'>, image: Size, reason: string): PassedOverFaceDto {
  return { bounding_box: fractionsOf(box, image), confidence, reason };
}

/** As the catalog remembers it. */
export function describeRecord({ box, confidence, reason }: PassedOverFaceRecord): PassedOverFaceDto {
  return { bounding_box: { ...box }, confidence, reason };
}

export function fractionsOf(box: Box, { width, height }: Size): FractionBox {
  return { left: box.left / width, top: box.top / height, width: box.width / width, height: box.height / height };
}

function describeLandmarks([leftEye, rightEye, nose, mouthLeft, mouthRight]: FiveLandmarks): LandmarksDto {
  return { left_eye: { ...leftEye }, right_eye: { ...rightEye }, nose: { ...nose }, mouth_left: { ...mouthLeft }, mouth_right: { ...mouthRight } };
}
