import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Kysely, Migrator, sql } from 'kysely';
import { CatalogOpenError } from './errors';
import { migrations } from './migrations';
import type { CatalogSchema } from './schema';
import { CatalogSqliteDialect, openSqlite, withFileLock } from './sqlite-dialect';
import type { CatalogOptions } from './types';

/** The open database behind `Collections`, `Jobs`, `Receipts` and `ImageHeads`. Closed at application shutdown. */
@Injectable()
export class Catalog implements OnApplicationShutdown {
  /** For this lib's classes only. */
  constructor(readonly db: Kysely<CatalogSchema>) {}

  /** Resolves when the database answers; rejects with `CatalogUnavailableError` when it does not. */
  async ping(): Promise<void> {
    await sql`select 1`.execute(this.db);
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/**
 * Opens the catalog and brings its schema up to date; safe when several processes do so at once. Whoever calls this
 * closes it. Throws `CatalogOpenError`.
 */
export async function openCatalog(options: CatalogOptions): Promise<Catalog> {
  try {
    return await withFileLock(options.file, async () => {
      const db = new Kysely<CatalogSchema>({ dialect: new CatalogSqliteDialect({ database: openSqlite(options.file) }) });
      await migrate(db);
      return new Catalog(db);
    });
  } catch (error) {
    throw new CatalogOpenError(options.file, { cause: error });
  }
}

async function migrate(db: Kysely<CatalogSchema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  await db.destroy();
  throw error;
}
