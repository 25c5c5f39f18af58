import { sql, type Kysely, type Migration } from 'kysely';
import { addColumns } from './add-columns';
import type { CatalogSchema } from './schema';

/** Jobs of many images, filled in the background; deletions of collections; receipts by image and by time. */
export const bulkJobs: Migration = {
  async up(db: Kysely<CatalogSchema>): Promise<void> {
    await addColumns(db, 'jobs', {
      kind: sql`text not null default 'image'`,
      max_faces: sql`integer`,
      skipped: sql`integer not null default 0`,
      pending: sql`integer not null default 0`,
      cancelled_at: sql`bigint`,
      retry_at: sql`bigint`,
      problem: sql`text`,
      lease_owner: sql`text`,
      lease_until: sql`bigint not null default 0`,
    });
    await db.schema.createTable('job_keys').ifNotExists()
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('keys', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('job_keys_pk', ['job_id', 'position'])
      .execute();
    await db.schema.createTable('collection_deletions').ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('deleted_at', 'bigint', (column) => column.notNull())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('busy_until', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema.createIndex('jobs_by_time').ifNotExists().on('jobs').columns(['created_at', 'id']).execute();
    await db.schema.createIndex('jobs_of_collection').ifNotExists().on('jobs').columns(['collection_id', 'created_at', 'id']).execute();
    await db.schema.createIndex('jobs_pending').ifNotExists().on('jobs').columns(['pending', 'lease_until']).execute();
    await db.schema.createIndex('receipts_by_image').ifNotExists().on('receipts').columns(['collection_id', 'bucket', 'image_key']).execute();
    await db.schema.createIndex('receipts_by_time').ifNotExists().on('receipts').columns(['job_id', 'finished_at']).execute();
  },
};
