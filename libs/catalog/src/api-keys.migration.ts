import type { Kysely, Migration } from 'kysely';
import type { CatalogSchema } from './schema';

/** Keys of callers, beside those that the settings name. */
export const apiKeys: Migration = {
  async up(db: Kysely<CatalogSchema>): Promise<void> {
    await db.schema.createTable('api_keys').ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('digest', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('collection_prefix', 'text', (column) => column.notNull())
      .addColumn('per_minute', 'integer')
      .addColumn('last_four', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('revoked_at', 'bigint')
      .execute();
  },
};
