import { Injectable } from '@nestjs/common';
import { Catalog } from './catalog';
import { toHead } from './head-row';
import type { FaceListing, FacePlace, ImageHead, StoredFace } from './types';

/** A head without faces is of no interest here; its JSON is written by JSON.stringify. */
const noFaces = '%"faces":[]%';

/** What the heads know of faces, one by one. */
@Injectable()
export class StoredFaces {
  constructor(private readonly catalog: Catalog) {}

  /** One page, ordered by bucket, key and rank. */
  async list(listing: FaceListing): Promise<StoredFace[]> {
    const { limit, subjectId } = listing;
    const faces: StoredFace[] = [];
    for (let after = listing.after; ;) {
      const heads = await this.heads(listing, after);
      // What is stored of an image now may be another subject's.
      const wanted = heads.filter(({ committed }) => subjectId === undefined || committed?.subjectId === subjectId);
      faces.push(...wanted.flatMap(facesOf).filter((face) => after === undefined || comesAfter(face, after)));
      const last = heads.at(-1);
      if (faces.length >= limit || heads.length <= limit || last === undefined) return faces.slice(0, limit);
      after = { bucket: last.bucket, key: last.key, rank: Infinity };
    }
  }

  /** Beginning with the image that `after` lies in: it may have more faces. */
  private async heads({ collectionId, subjectId, imageKey, limit }: FaceListing, after: FacePlace | undefined): Promise<ImageHead[]> {
    let query = this.catalog.db.selectFrom('image_heads').selectAll('image_heads')
      .where('image_heads.collection_id', '=', collectionId)
      .where('committed', 'is not', null)
      .where('committed', 'not like', noFaces);
    if (imageKey !== undefined) query = query.where('image_heads.image_key', '=', imageKey);
    if (subjectId !== undefined) {
      query = query.where((eb) => eb.exists(eb.selectFrom('subject_images').select('subject_images.subject_id')
          .whereRef('subject_images.collection_id', '=', 'image_heads.collection_id')
          .where('subject_images.subject_id', '=', subjectId)
          .whereRef('subject_images.bucket', '=', 'image_heads.bucket')
          .whereRef('subject_images.image_key', '=', 'image_heads.image_key')));
    }
    if (after !== undefined) {
      query = query.where((eb) => eb(eb.refTuple('image_heads.bucket', 'image_heads.image_key'), '>=', eb.tuple(after.bucket, after.key)));
    }
    // One more than asked for: the first may have been given already.
    const rows = await query.orderBy('image_heads.bucket').orderBy('image_heads.image_key').limit(limit + 1).execute();
    return rows.map(toHead);
  }
}

function facesOf({ collectionId, bucket, key, committed }: ImageHead): StoredFace[] {
  if (committed === null) return [];
  return committed.faces.map((face, rank) => ({ collectionId, bucket, key, rank, face, image: committed }));
}

/** Heads come in order, so only the faces of one image need be told apart. */
function comesAfter(face: FacePlace, after: FacePlace): boolean {
  return face.bucket !== after.bucket || face.key !== after.key || face.rank > after.rank;
}
