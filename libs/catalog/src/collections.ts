import { Injectable } from '@nestjs/common';
import { type Selectable, sql } from 'kysely';
import { beginsWith } from './begins-with';
import { Catalog } from './catalog';
import { ModelMismatchError, RevisionMismatchError } from './errors';
import type { CollectionsTable } from './schema';
import type { Collection, CollectionChange, CollectionListing } from './types';

/** The collections and the embedding contract each was made with. */
@Injectable()
export class Collections {
  constructor(private readonly catalog: Catalog) {}

  /** Makes the collection when absent; throws `ModelMismatchError` when it holds embeddings of another contract. */
  async ensure(id: string, embeddingContract: string): Promise<Collection> {
    const collection = (await this.find(id)) ?? (await this.make(id, embeddingContract));
    if (collection.embeddingContract !== embeddingContract) {
      throw new ModelMismatchError(id, collection.embeddingContract, embeddingContract);
    }
    return collection;
  }

  async find(id: string): Promise<Collection | undefined> {
    const row = await this.catalog.db.selectFrom('collections').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : toCollection(row);
  }

  /** undefined: there is a collection of that id. */
  async create(id: string, embeddingContract: string, { minCosine, metadata }: CollectionChange = {}): Promise<Collection | undefined> {
    const now = Date.now();
    const row = await this.catalog.db.insertInto('collections')
      .values({
        id, embedding_contract: embeddingContract, created_at: now, updated_at: now, min_cosine: minCosine ?? null, metadata: JSON.stringify(metadata ?? {}),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? undefined : toCollection(row);
  }

  /** One page, ordered by id; of those whose ids begin with `prefix`. */
  async list({ prefix = '', after, limit }: CollectionListing): Promise<Collection[]> {
    let query = this.catalog.db.selectFrom('collections').selectAll();
    if (prefix !== '') query = query.where(beginsWith('id', prefix));
    if (after !== undefined) query = query.where('id', '>', after);
    return (await query.orderBy('id').limit(limit).execute()).map(toCollection);
  }

  /** undefined: no such collection. Throws `RevisionMismatchError` when it is not at `revision` any more. */
  async change(id: string, { minCosine, metadata }: CollectionChange, revision?: number): Promise<Collection | undefined> {
    let update = this.catalog.db.updateTable('collections').where('id', '=', id)
      .set({
        updated_at: Date.now(),
        revision: sql<number>`revision + 1`,
        ...(minCosine !== undefined && { min_cosine: minCosine }),
        ...(metadata !== undefined && { metadata: JSON.stringify(metadata) }),
      });
    if (revision !== undefined) update = update.where('revision', '=', revision);
    const row = await update.returningAll().executeTakeFirst();
    if (row !== undefined) return toCollection(row);
    if (revision !== undefined && (await this.find(id)) !== undefined) throw new RevisionMismatchError();
    return undefined;
  }

  /** Forgets the collection itself and its subjects; the images it held are removed before. */
  async remove(id: string): Promise<void> {
    await this.catalog.db.deleteFrom('subject_images').where('collection_id', '=', id).execute();
    await this.catalog.db.deleteFrom('subjects').where('collection_id', '=', id).execute();
    await this.catalog.db.deleteFrom('collections').where('id', '=', id).execute();
  }

  /** Two at once: the first one's contract holds, and both see it. */
  private async make(id: string, embeddingContract: string): Promise<Collection> {
    await this.catalog.db.insertInto('collections')
      .values({ id, embedding_contract: embeddingContract, created_at: Date.now() })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    const row = await this.catalog.db.selectFrom('collections').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return toCollection(row);
  }
}

function toCollection(row: Selectable<CollectionsTable>): Collection {
  const createdAt = new Date(Number(row.created_at));
  return {
    id: row.id,
    embeddingContract: row.embedding_contract,
    createdAt,
    minCosine: row.min_cosine,
    metadata: JSON.parse(row.metadata),
    updatedAt: Number(row.updated_at) === 0 ? createdAt : new Date(Number(row.updated_at)),
    revision: Number(row.revision),
  };
}
