import { createHash } from 'node:crypto';
import { faceId } from '@facerec/face-indexing';
import type { ReceiptState } from '@facerec/catalog';
import { withComment } from './jpeg-comment';
import type { Picture } from './pictures';
import type { Random } from './random';

/** Collection, job and bucket of every photo. */
export const place = { collectionId: 'chaos', bucket: 'photos' } as const;

export interface Photo {
  readonly key: string;
  /** undefined: it is never uploaded. */
  readonly bytes: Buffer | undefined;
  /** What its receipt must say in the end. */
  readonly outcome: Outcome;
}

export interface Outcome {
  readonly states: readonly ReceiptState[];
  /** Of its problem. */
  readonly code?: string;
  /** Sorted. */
  readonly faceIds: readonly string[];
}

/** Photos that all differ, in content and thus in every face id, while what they show is known beforehand. */
export class Album {
  private readonly photos = new Map<string, Photo>();

  /** `count` in all (20 or more), five of them without a face to find; the rest groups and portraits in turn. */
  constructor(count: number, private readonly pictures: readonly Picture[], private readonly embeddingContract: string) {
    const nobody = pictures.find(({ faces }) => faces === 0) as Picture;
    const hopeless = [
      hopelessPhoto('text.jpg', Buffer.from('this is not a photo'), 'undecodable_image'),
      hopelessPhoto('empty.jpg', Buffer.alloc(0), 'undecodable_image'),
      hopelessPhoto('truncated.jpg', nobody.jpeg.subarray(0, nobody.jpeg.length / 3), 'undecodable_image'),
      hopelessPhoto('missing.jpg', undefined, 'object_not_found'),
      { key: 'nobody.jpg', bytes: nobody.jpeg, outcome: { states: ['no_face' as const], faceIds: [] } },
    ];
    const good = Array.from({ length: count - hopeless.length }, (_, index) => this.taken(`${String(index).padStart(3, '0')}.jpg`, index, ['indexed']));
    // Not the first, since whoever wants to disturb something needs faces; and not the last: a missing photo is given up only after some seconds.
    const quarter = Math.ceil(good.length / 4);
    for (const photo of [...good.slice(0, quarter), ...hopeless, ...good.slice(quarter)]) this.photos.set(photo.key, photo);
  }

  get all(): readonly Photo[] {
    return [...this.photos.values()];
  }

  /** Another picture under the same key; what its message of before leads to may come too late. */
  overwrite({ key }: Photo, random: Random): Photo {
    const photo = this.taken(key, random.below(1_000_000), ['indexed', 'superseded']);
    this.photos.set(key, photo);
    return photo;
  }

  private taken(key: string, index: number, states: readonly ReceiptState[]): Photo {
    const withFaces = this.pictures.filter(({ faces }) => faces > 0);
    const picture = withFaces[index % withFaces.length] as Picture;
    const bytes = withComment(picture.jpeg, `${key} ${index}`);
    return { key, bytes, outcome: { states, faceIds: this.faceIdsOf(key, bytes, picture.faces) } };
  }

  /** Computed without the indexer, as contract.md has it: from the content and each face's rank. */
  private faceIdsOf(key: string, bytes: Buffer, faces: number): string[] {
    const content = { contentSha256: createHash('sha256').update(bytes).digest('hex'), embeddingContract: this.embeddingContract };
    return Array.from({ length: faces }, (_, rank) => faceId({ ...place, key }, content, rank)).sort();
  }
}

function hopelessPhoto(key: string, bytes: Buffer | undefined, code: string): Photo {
  return { key, bytes, outcome: { states: ['failed'], code, faceIds: [] } };
}
