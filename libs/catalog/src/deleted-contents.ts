import { Injectable } from '@nestjs/common';
import type { ExpressionBuilder } from 'kysely';
import { Catalog } from './catalog';
import type { CatalogSchema } from './schema';
import type { ImageIdentity, IndexedFace } from './types';

/** Rows a statement: SQLite works in the calling thread, which also answers HTTP, between two of them. */
const pageSize = 500;

/** What the removal of a collection's heads took with it. */
export interface RemovedHeads {
  readonly images: number;
  readonly faces: number;
}

type Place = Pick<ImageIdentity, 'bucket' | 'key'>;

/** Takes out of the catalog what it knows of deleted faces, images and collections: their boxes and ids are personal data too. */
@Injectable()
export class DeletedContents {
  constructor(private readonly catalog: Catalog) {}

  async holdsImages(collectionId: string): Promise<boolean> {
    const row = await this.catalog.db.selectFrom('image_heads').select('image_key')
      .where('collection_id', '=', collectionId)
      .where('committed', 'is not', null)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /**
   * Removes the heads of a whole collection, whoever holds them: an attempt in progress finds its lease lost. Those with noted
   * ids stay without their faces, since only they know what that attempt may still write.
   */
  async removeHeads(collectionId: string, deletedAt: Date): Promise<RemovedHeads> {
    let removed: RemovedHeads = { images: 0, faces: 0 };
    for (;;) {
      const page = await this.catalog.db.deleteFrom('image_heads')
        .where('collection_id', '=', collectionId)
        .where('noted_ids', '=', '[]')
        .where((eb) => eb(eb.refTuple('bucket', 'image_key'), 'in', settledPage(eb, collectionId)))
        .returning('committed')
        .execute();
      removed = added(removed, page);
      if (page.length === 0) break;
      await breathe();
    }
    const unsettled = this.catalog.db.selectFrom('image_heads').select('committed').where('collection_id', '=', collectionId);
    removed = added(removed, await unsettled.execute());
    await this.catalog.db.updateTable('image_heads')
      .set((eb) => ({
        committed: null, deleted_at: deletedAt.getTime(), lease_owner: null, lease_token: eb('lease_token', '+', 1), lease_until: 0,
      }))
      .where('collection_id', '=', collectionId)
      .execute();
    return removed;
  }

  /** Empties the receipts of one image; its failed ones say nothing of faces and stay. Resolves with how many it changed. */
  async scrubImage(image: ImageIdentity): Promise<number> {
    return this.scrub(image.collectionId, image, image);
  }

  async scrubCollection(collectionId: string): Promise<number> {
    let scrubbed = 0;
    for (let page = await this.receiptPlaces(collectionId); page.length > 0; page = await this.receiptPlaces(collectionId, page.at(-1))) {
      scrubbed += await this.scrub(collectionId, page[0] as Place, page.at(-1) as Place);
      await breathe();
    }
    return scrubbed;
  }

  /** Takes one face out of its image's receipts; resolves with how many had it. */
  async scrubFace({ collectionId, bucket, key }: ImageIdentity, faceId: string): Promise<number> {
    const receipts = await this.catalog.db.selectFrom('receipts').select(['job_id', 'faces'])
      .where('collection_id', '=', collectionId)
      .where('bucket', '=', bucket)
      .where('image_key', '=', key)
      .where('faces', 'like', `%${faceId}%`)
      .execute();
    for (const { job_id, faces } of receipts) {
      const kept = (JSON.parse(faces) as IndexedFace[]).filter((face) => face.faceId !== faceId);
      await this.catalog.db.updateTable('receipts').set({ faces: JSON.stringify(kept) })
        .where('job_id', '=', job_id)
        .where('collection_id', '=', collectionId)
        .where('bucket', '=', bucket)
        .where('image_key', '=', key)
        .where('faces', '=', faces)
        .execute();
    }
    return receipts.length;
  }

  private async receiptPlaces(collectionId: string, after?: Place): Promise<Place[]> {
    let query = this.catalog.db.selectFrom('receipts').select(['bucket', 'image_key as key']).where('collection_id', '=', collectionId);
    if (after !== undefined) query = query.where((eb) => eb(eb.refTuple('bucket', 'image_key'), '>', eb.tuple(after.bucket, after.key)));
    return query.orderBy('bucket').orderBy('image_key').limit(pageSize).execute();
  }

  private async scrub(collectionId: string, from: Place, to: Place): Promise<number> {
    const rows = await this.catalog.db.updateTable('receipts')
      .set({ state: 'superseded', detection_id: null, faces: '[]', passed_over: '[]' })
      .where('collection_id', '=', collectionId)
      .where((eb) => eb(eb.refTuple('bucket', 'image_key'), '>=', eb.tuple(from.bucket, from.key)))
      .where((eb) => eb(eb.refTuple('bucket', 'image_key'), '<=', eb.tuple(to.bucket, to.key)))
      .where('detection_id', 'is not', null)
      .returning('job_id')
      .execute();
    return rows.length;
  }
}

/** Lets whatever else waits for this thread have its turn. */
function breathe(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}

function settledPage(eb: ExpressionBuilder<CatalogSchema, 'image_heads'>, collectionId: string) {
  return eb.selectFrom('image_heads').select(['bucket', 'image_key'])
    .where('collection_id', '=', collectionId)
    .where('noted_ids', '=', '[]')
    .limit(pageSize)
    .$asTuple('bucket', 'image_key');
}

function added({ images, faces }: RemovedHeads, heads: readonly { readonly committed: string | null }[]): RemovedHeads {
  const committed = heads.flatMap((head) => (head.committed === null ? [] : [JSON.parse(head.committed) as { faces: unknown[] }]));
  return { images: images + committed.length, faces: faces + committed.reduce((sum, image) => sum + image.faces.length, 0) };
}
