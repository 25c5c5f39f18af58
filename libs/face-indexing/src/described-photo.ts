import type { CommittedImage, FractionBox, IndexedFace } from '@facerec/catalog';
import type { Box, ImageAnalysis } from '@facerec/face-pipeline';
import type { VectorRecord } from '@facerec/vector-store';
import type { Candidate } from './candidates';
import { detectionId, faceId } from './identity';
import type { PhotoContent } from './photos';
import { reachesMark } from './quality-marks';
import type { IndexingTask } from './types';

/** Callers' labels stand beside our own metadata under this prefix. */
export const labelPrefix = 'meta_';

/** A candidate after its analysis: what goes into the head and into the vector store. */
export interface DescribedPhoto {
  readonly photo: PhotoContent;
  readonly committed: CommittedImage;
  readonly records: readonly VectorRecord[];
}

export function describePhoto({ task, photo, embeddingContract }: Candidate, analysis: ImageAnalysis): DescribedPhoto {
  const content = { contentSha256: photo.sha256, embeddingContract };
  // A face keeps its rank, whatever is passed over: its id depends on it.
  const ranked = analysis.faces.map((face, rank) => ({ face, rank }));
  const mark = task.labels?.quality ?? 'off';
  const kept = ranked.filter(({ face }) => reachesMark(face.quality, mark));
  const poor = ranked.filter(({ face }) => !reachesMark(face.quality, mark));
  const faces = kept.map(({ face, rank }): IndexedFace => ({
    faceId: faceId(task, content, rank),
    box: fractionsOf(face.box, analysis),
    confidence: face.confidence,
    quality: { ...face.quality },
  }));
  const committed: CommittedImage = {
    ...content,
    lastModified: photo.lastModified,
    versionId: photo.versionId,
    maxFaces: task.maxFaces,
    sentAt: task.sentAt,
    detectionId: detectionId(task, content),
    faces,
    passedOver: [
      ...poor.map(({ face: { box, confidence } }) => ({ box: fractionsOf(box, analysis), confidence, reason: 'low_quality' })),
      ...analysis.passedOver.map(({ box, confidence, reason }) => ({ box: fractionsOf(box, analysis), confidence, reason })),
    ],
    ...task.labels,
  };
  const createdAt = new Date();
  const records = faces.map((face, place): VectorRecord => ({
    id: face.faceId,
    values: kept[place]!.face.embedding,
    metadata: metadataOf(task, committed, face, createdAt),
  }));
  return { photo, committed, records };
}

export function withoutFaces(described: DescribedPhoto, removedFaceIds: readonly string[]): DescribedPhoto {
  if (removedFaceIds.length === 0) return described;
  const { photo, committed, records } = described;
  const removed = new Set(removedFaceIds);
  return {
    photo,
    committed: { ...committed, faces: committed.faces.filter((face) => !removed.has(face.faceId)), removedFaceIds },
    records: records.filter((record) => !removed.has(record.id)),
  };
}

/** The original's flat layout with its four later keys; `schema` 2 tells the two apart. */
function metadataOf(task: IndexingTask, image: CommittedImage, face: IndexedFace, createdAt: Date): VectorRecord['metadata'] {
  return {
    face_id: face.faceId,
    image_key: task.key,
    detection_id: image.detectionId,
    confidence: face.confidence,
    bbox_left: face.box.left,
    bbox_top: face.box.top,
    bbox_width: face.box.width,
    bbox_height: face.box.height,
    created_at: createdAt.toISOString(),
    bucket: task.bucket,
    content_sha256: image.contentSha256,
    embedding_contract: image.embeddingContract,
    schema: 2,
    ...(image.subjectId !== undefined && { subject_id: image.subjectId }),
    ...Object.fromEntries(Object.entries(image.metadata ?? {}).map(([name, label]) => [`${labelPrefix}${name}`, label])),
  };
}

function fractionsOf(box: Box, image: { readonly width: number; readonly height: number }): FractionBox {
  return {
    left: box.left / image.width,
    top: box.top / image.height,
    width: box.width / image.width,
    height: box.height / image.height,
  };
}
