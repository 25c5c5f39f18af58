import type { CommittedImage, ImageHead } from '@facerec/catalog';
import { isDeepStrictEqual } from 'node:util';
import type { Candidate } from './candidates';
import { ImageChangedError } from './errors';
import type { ImageLabels } from './types';

/**
 * How a candidate stands to what the head says is stored:
 * - `newer`: it takes the head's place;
 * - `same`: the head already holds its faces; the first committed set stays (two CPUs may disagree about a borderline face);
 * - `fresher`: the same faces, but from a later message or upload, which the head must know to judge those still to come;
 * - `superseded`: a newer content, a newer message or a deletion came first;
 * - `unclear`: another content of the same second (S3 tells LastModified in seconds): only the object itself can tell.
 */
export type Verdict = 'newer' | 'same' | 'fresher' | 'superseded' | 'unclear';

export function judge(head: ImageHead, candidate: Candidate): Verdict {
  const { task, photo } = candidate;
  if (head.deletedAt !== null && task.sentAt <= head.deletedAt) return 'superseded';
  if (head.committed === null) return 'newer';
  if (holdsContentOf(head.committed, candidate)) return judgeSameContent(head.committed, candidate);

  const age = photo.lastModified.getTime() - head.committed.lastModified.getTime();
  if (age === 0) return 'unclear';
  return age > 0 ? 'newer' : 'superseded';
}

function holdsContentOf(committed: CommittedImage, { photo, embeddingContract }: Candidate): boolean {
  return committed.contentSha256 === photo.sha256 && committed.embeddingContract === embeddingContract;
}

function judgeSameContent(committed: CommittedImage, { task, photo }: Candidate): Verdict {
  if (committed.maxFaces !== task.maxFaces || !hasLabels(committed, task.labels)) return task.sentAt > committed.sentAt ? 'newer' : 'superseded';
  const fresher = task.sentAt > committed.sentAt || photo.lastModified > committed.lastModified;
  return fresher ? 'fresher' : 'same';
}

function hasLabels(committed: CommittedImage, labels: ImageLabels | undefined): boolean {
  return labels === undefined || isDeepStrictEqual(labelsOf(committed), labelsOf(labels));
}

function labelsOf({ subjectId, metadata, quality, detail, storeImage }: ImageLabels): ImageLabels {
  return { subjectId, metadata: metadata ?? {}, quality: quality ?? 'off', detail, storeImage: storeImage ?? false };
}

/** The head's image with its dates or the candidate's, whichever are later. */
export function freshened(committed: CommittedImage, { task, photo }: Candidate): CommittedImage {
  const reuploaded = photo.lastModified > committed.lastModified;
  return {
    ...committed,
    sentAt: task.sentAt > committed.sentAt ? task.sentAt : committed.sentAt,
    lastModified: reuploaded ? photo.lastModified : committed.lastModified,
    versionId: reuploaded ? photo.versionId : committed.versionId,
  };
}

/**
 * An attempt that lost its lease may have deleted or overwritten a vector of the head since: only writing the head's
 * faces once more makes them sure.
 */
export function isDoubtful(head: ImageHead): boolean {
  return head.committed?.faces.some((face) => head.notedIds.includes(face.faceId)) ?? false;
}

/** Faces that were deleted one by one from the content that is to be stored again. */
export function removedFaces({ committed }: ImageHead, content: CommittedImage): readonly string[] {
  return committed?.contentSha256 === content.contentSha256 ? committed.removedFaceIds ?? [] : [];
}

/** The candidate's bytes under the head's terms, to write the head's faces again; throws when the bytes are others. */
export function asCommitted({ committed }: ImageHead, candidate: Candidate): Candidate {
  const { task, photo } = candidate;
  if (committed === null || !holdsContentOf(committed, candidate)) throw new ImageChangedError(task.bucket, task.key);
  const { maxFaces, sentAt, lastModified, versionId, subjectId, metadata, quality, detail, storeImage } = committed;
  return { ...candidate, task: { ...task, maxFaces, sentAt, labels: { subjectId, metadata, quality, detail, storeImage } }, photo: { ...photo, lastModified, versionId } };
}
