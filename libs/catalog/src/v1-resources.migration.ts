import { sql, type Kysely, type Migration } from 'kysely';
import { addColumns } from './add-columns';
import type { CatalogSchema } from './schema';

/** Settings of collections, subjects with their images, answers kept for repeated requests, secrets of the service. */
export const v1Resources: Migration = {
  async up(db: Kysely<CatalogSchema>): Promise<void> {
    await addColumns(db, 'collections', {
      min_cosine: sql`double precision`,
      metadata: sql`text not null default '{}'`,
      updated_at: sql`bigint not null default 0`,
      revision: sql`integer not null default 0`,
    });
    await db.schema.createTable('subjects').ifNotExists()
      .addColumn('collection_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('external_id', 'text')
      .addColumn('metadata', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('subjects_pk', ['collection_id', 'id'])
      .execute();
    await db.schema.createIndex('subjects_by_external_id').ifNotExists().on('subjects').columns(['collection_id', 'external_id', 'id']).execute();
    await db.schema.createTable('subject_images').ifNotExists()
      .addColumn('collection_id', 'text', (column) => column.notNull())
      .addColumn('subject_id', 'text', (column) => column.notNull())
      .addColumn('bucket', 'text', (column) => column.notNull())
      .addColumn('image_key', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('subject_images_pk', ['collection_id', 'subject_id', 'bucket', 'image_key'])
      .execute();
    await db.schema.createIndex('image_heads_by_key').ifNotExists().on('image_heads').columns(['collection_id', 'image_key']).execute();

    await db.schema.createTable('kept_answers').ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('answer', 'text')
      .addColumn('busy_until', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('kept_answers_by_expiry').ifNotExists().on('kept_answers').column('expires_at').execute();
    await db.schema.createTable('service_secrets').ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
  },
};
