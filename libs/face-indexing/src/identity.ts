import type { ImageIdentity } from '@facerec/catalog';
import { v5 } from 'uuid';

/** Ours alone, so that no other service's uuidv5 of the same name is the same id. Never changes. */
const namespace = 'ff392361-219a-4fac-a518-f9a25229a2d8';

/** The bytes of one image under one embedder: the same content gives the same ids wherever and whenever it is analysed. */
export interface ContentIdentity {
  /** Hex. */
  readonly contentSha256: string;
  readonly embeddingContract: string;
}

/** `rank`: the face's place in the analysis, strongest first, from 0. */
export function faceId(image: ImageIdentity, content: ContentIdentity, rank: number): string {
  return v5(nameOf(image, content, rank), namespace);
}

/** One analysis of one image: all its faces share it. */
export function detectionId(image: ImageIdentity, content: ContentIdentity): string {
  return v5(nameOf(image, content), namespace);
}

/** A JSON array, since any separator could be part of a key: ("a/b", "c") must not read like ("a", "b/c"). */
function nameOf(image: ImageIdentity, content: ContentIdentity, ...rank: number[]): string {
  return JSON.stringify([image.collectionId, image.bucket, image.key, content.contentSha256, content.embeddingContract, ...rank]);
}
