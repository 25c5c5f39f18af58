import type { Receipt } from '@facerec/catalog';
import type { MatchResult } from '@facerec/face-indexing';
import { ImageDeletedError, IndexingFailedError } from '../problems/errors';
import type { QueuedImage } from '../jobs/image-jobs';
import type { IndexedImageDto, QueuedImageDto } from './index-image.dto';
import type { FaceMatchesDto } from './match-face.dto';
import { clampCosine, similarityOf } from './similarity';

/** A receipt in the original's words. Throws when no content of this photo is stored. */
export function describeReceipt(receipt: Receipt): IndexedImageDto {
  const { state, key, problem, detectionId } = receipt;
  if (state === 'failed') throw new IndexingFailedError(problem ?? { code: 'indexing_failed', detail: 'The image could not be indexed.' });
  // Superseded by a newer content, a receipt holds what is stored instead; by a deletion, nothing.
  if (state === 'superseded' && detectionId === null) throw new ImageDeletedError(key);
  return {
    face_records: receipt.faces.map(({ faceId, box, confidence, quality }) => ({
      face_id: faceId, bounding_box: { ...box }, confidence, ...(quality && { quality: { ...quality } }), image_key: key,
    })),
    detection_id: detectionId ?? '',
    image_key: key,
  };
}

/** The answer while the image waits for its turn. */
export function describeQueued(image: QueuedImage): QueuedImageDto {
  return { face_records: [], detection_id: '', image_key: image.key, job_id: image.jobId, status_url: `/api/v1/jobs/${image.jobId}` };
}

export function describeMatches(result: MatchResult): FaceMatchesDto {
  return {
    searched_face_id: result.searchedFaceId,
    face_matches: result.matches.map(({ faceId, cosine, imageKey }) => ({
      face_id: faceId, similarity: similarityOf(cosine), cosine: clampCosine(cosine), image_key: imageKey,
    })),
  };
}
