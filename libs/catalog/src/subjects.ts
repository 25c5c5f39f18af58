import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { Catalog } from './catalog';
import { RevisionMismatchError } from './errors';
import type { SubjectsTable } from './schema';
import type { ImageIdentity, NewSubject, Subject, SubjectChange, SubjectListing } from './types';

/** People, and which images were said to show them. */
@Injectable()
export class Subjects {
  constructor(private readonly catalog: Catalog) {}

  /** undefined: there is a subject of that id. */
  async create({ collectionId, id = randomUUID(), name, externalId, metadata }: NewSubject): Promise<Subject | undefined> {
    const now = Date.now();
    const row = await this.catalog.db.insertInto('subjects')
      .values({
        collection_id: collectionId, id, name: name ?? null, external_id: externalId ?? null, metadata: JSON.stringify(metadata ?? {}),
        created_at: now, updated_at: now, revision: 0,
      })
      .onConflict((conflict) => conflict.columns(['collection_id', 'id']).doNothing())
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? undefined : toSubject(row);
  }

  async find(collectionId: string, id: string): Promise<Subject | undefined> {
    return (await this.findAll(collectionId, [id]))[0];
  }

  /** Those of the ids that there are, in no order. */
  async findAll(collectionId: string, ids: readonly string[]): Promise<Subject[]> {
    if (ids.length === 0) return [];
    const rows = await this.catalog.db.selectFrom('subjects').selectAll()
      .where('collection_id', '=', collectionId)
      .where('id', 'in', ids)
      .execute();
    return rows.map(toSubject);
  }

  /** One page, ordered by id. */
  async list(collectionId: string, { externalId, after, limit }: SubjectListing): Promise<Subject[]> {
    let query = this.catalog.db.selectFrom('subjects').selectAll().where('collection_id', '=', collectionId);
    if (externalId !== undefined) query = query.where('external_id', '=', externalId);
    if (after !== undefined) query = query.where('id', '>', after);
    return (await query.orderBy('id').limit(limit).execute()).map(toSubject);
  }

  /** undefined: no such subject. Throws `RevisionMismatchError` when it is not at `revision` any more. */
  async change(collectionId: string, id: string, { name, externalId, metadata }: SubjectChange, revision?: number): Promise<Subject | undefined> {
    let update = this.catalog.db.updateTable('subjects').where('collection_id', '=', collectionId).where('id', '=', id)
      .set({
        updated_at: Date.now(),
        revision: sql<number>`revision + 1`,
        ...(name !== undefined && { name }),
        ...(externalId !== undefined && { external_id: externalId }),
        ...(metadata !== undefined && { metadata: JSON.stringify(metadata) }),
      });
    if (revision !== undefined) update = update.where('revision', '=', revision);
    const row = await update.returningAll().executeTakeFirst();
    if (row !== undefined) return toSubject(row);
    if (revision !== undefined && (await this.find(collectionId, id)) !== undefined) throw new RevisionMismatchError();
    return undefined;
  }

  /** False: there was none. Its images stay known until `unlink`. */
  async remove(collectionId: string, id: string): Promise<boolean> {
    const row = await this.catalog.db.deleteFrom('subjects')
      .where('collection_id', '=', collectionId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Before the image is stored, so that a subject's deletion finds it whenever it comes. */
  async link({ collectionId, bucket, key }: ImageIdentity, subjectId: string): Promise<void> {
    await this.catalog.db.insertInto('subject_images')
      .values({ collection_id: collectionId, subject_id: subjectId, bucket, image_key: key })
      .onConflict((conflict) => conflict.columns(['collection_id', 'subject_id', 'bucket', 'image_key']).doNothing())
      .execute();
  }

  async unlink({ collectionId, bucket, key }: ImageIdentity, subjectId: string): Promise<void> {
    await this.catalog.db.deleteFrom('subject_images')
      .where('collection_id', '=', collectionId)
      .where('subject_id', '=', subjectId)
      .where('bucket', '=', bucket)
      .where('image_key', '=', key)
      .execute();
  }

  /** Images that were said to show the subject; what is stored of them now may be another's, or nothing. */
  async images(collectionId: string, subjectId: string, limit: number): Promise<ImageIdentity[]> {
    const rows = await this.catalog.db.selectFrom('subject_images').select(['bucket', 'image_key as key'])
      .where('collection_id', '=', collectionId)
      .where('subject_id', '=', subjectId)
      .limit(limit)
      .execute();
    return rows.map(({ bucket, key }) => ({ collectionId, bucket, key }));
  }
}

function toSubject(row: Selectable<SubjectsTable>): Subject {
  return {
    collectionId: row.collection_id,
    id: row.id,
    name: row.name,
    externalId: row.external_id,
    metadata: JSON.parse(row.metadata),
    createdAt: new Date(Number(row.created_at)),
    updatedAt: new Date(Number(row.updated_at)),
    revision: Number(row.revision),
  };
}
