import { sql, type Kysely, type Migration } from 'kysely';
import { addColumns } from './add-columns';
import type { CatalogSchema } from './schema';

/** Jobs that their callers name. */
export const namedJobs: Migration = {
  async up(db: Kysely<CatalogSchema>): Promise<void> {
    await addColumns(db, 'jobs', { request: sql`text` });
  },
};
