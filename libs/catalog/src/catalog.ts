import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { openSqlite } from './open-sqlite';
import type { CatalogSchema } from './schema';
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
  switch (options.kind) {
    case 'sqlite':
      return new Catalog(await openSqlite(options.file, options));
    case 'postgres': {
      // Loaded only where it is used.
      const { openPostgres } = await import('./open-postgres');
      return new Catalog(await openPostgres(options));
    }
  }
}
