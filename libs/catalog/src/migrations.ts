import { Migrator, type Kysely, type Migration, type MigratorProps } from 'kysely';
import { apiKeys } from './api-keys.migration';
import { bulkJobs } from './bulk-jobs.migration';
import { namedJobs } from './named-jobs.migration';
import type { CatalogSchema } from './schema';
import { v1Resources } from './v1-resources.migration';

// `ifNotExists`: SQLite commits each statement of a migration by itself, so a killed start leaves some of them behind.
const tables: Migration = {
  async up(db: Kysely<CatalogSchema>): Promise<void> {
    await db.schema.createTable('collections').ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('embedding_contract', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema.createTable('jobs').ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('collection_id', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('enqueued', 'integer', (column) => column.notNull())
      .addColumn('last_key', 'text')
      .addColumn('complete', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('jobs_by_source').ifNotExists().on('jobs').columns(['collection_id', 'source']).execute();

    await db.schema.createTable('receipts').ifNotExists()
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('collection_id', 'text', (column) => column.notNull())
      .addColumn('bucket', 'text', (column) => column.notNull())
      .addColumn('image_key', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('detection_id', 'text')
      .addColumn('faces', 'text', (column) => column.notNull())
      .addColumn('passed_over', 'text', (column) => column.notNull())
      .addColumn('problem', 'text')
      .addColumn('finished_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('receipts_pk', ['job_id', 'collection_id', 'bucket', 'image_key'])
      .execute();
    await db.schema.createIndex('receipts_by_state').ifNotExists().on('receipts').columns(['job_id', 'state']).execute();

    await db.schema.createTable('image_heads').ifNotExists()
      .addColumn('collection_id', 'text', (column) => column.notNull())
      .addColumn('bucket', 'text', (column) => column.notNull())
      .addColumn('image_key', 'text', (column) => column.notNull())
      .addColumn('committed', 'text')
      .addColumn('deleted_at', 'bigint')
      .addColumn('noted_ids', 'text', (column) => column.notNull())
      .addColumn('lease_owner', 'text')
      .addColumn('lease_token', 'bigint', (column) => column.notNull())
      .addColumn('lease_until', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('image_heads_pk', ['collection_id', 'bucket', 'image_key'])
      .execute();
  },
};

/** Run in this order, each once; one that was released never changes. */
const migrations: Readonly<Record<string, Migration>> = {
  '001-tables': tables, '002-bulk-jobs': bulkJobs, '003-v1-resources': v1Resources, '004-api-keys': apiKeys, '005-named-jobs': namedJobs,
};

/** Runs those that have not run yet; what keeps other processes out meanwhile is the caller's. */
export async function migrate(props: Omit<MigratorProps, 'provider'>): Promise<void> {
  const migrator = new Migrator({ ...props, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
