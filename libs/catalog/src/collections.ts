import { Injectable } from '@nestjs/common';
import type { Selectable } from 'kysely';
import { Catalog } from './catalog';
import { ModelMismatchError } from './errors';
import type { CollectionsTable } from './schema';
import type { Collection } from './types';

/** The collections and the embedding contract each was made with. */
@Injectable()
export class Collections {
  constructor(private readonly catalog: Catalog) {}

  /** Makes the collection when absent; throws `ModelMismatchError` when it holds embeddings of another contract. */
  async ensure(id: string, embeddingContract: string): Promise<Collection> {
    const collection = (await this.find(id)) ?? (await this.create(id, embeddingContract));
    if (collection.embeddingContract !== embeddingContract) {
      throw new ModelMismatchError(id, collection.embeddingContract, embeddingContract);
    }
    return collection;
  }

  async find(id: string): Promise<Collection | undefined> {
    const row = await this.catalog.db.selectFrom('collections').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : toCollection(row);
  }

  /** Forgets the collection itself; what it held is removed before. */
  async remove(id: string): Promise<void> {
    await this.catalog.db.deleteFrom('collections').where('id', '=', id).execute();
  }

  /** Two at once: the first one's contract holds, and both see it. */
  private async create(id: string, embeddingContract: string): Promise<Collection> {
    await this.catalog.db.insertInto('collections')
      .values({ id, embedding_contract: embeddingContract, created_at: Date.now() })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    const row = await this.catalog.db.selectFrom('collections').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return toCollection(row);
  }
}

function toCollection(row: Selectable<CollectionsTable>): Collection {
  return { id: row.id, embeddingContract: row.embedding_contract, createdAt: new Date(Number(row.created_at)) };
}
