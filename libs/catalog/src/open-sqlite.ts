import { Kysely } from 'kysely';
import { CatalogOpenError } from './errors';
import { migrate } from './migrations';
import type { CatalogSchema } from './schema';
import { CatalogSqliteDialect, keepingStatements, openFile, withFileLock } from './sqlite-dialect';

/** Rejects with `CatalogOpenError`. */
export async function openSqlite(file: string): Promise<Kysely<CatalogSchema>> {
  try {
    return await withFileLock(file, async () => {
      const db = new Kysely<CatalogSchema>({ dialect: new CatalogSqliteDialect({ database: keepingStatements(openFile(file)) }) });
      await migrate({ db }).catch(async (error: unknown) => {
        await db.destroy();
        throw error;
      });
      return db;
    });
  } catch (error) {
    const reason = (error as Partial<Error>).message ?? String(error);
    throw new CatalogOpenError('DATA_DIR', `the catalog ${file} cannot be opened: ${reason}. Check its disk space and its permissions.`, { cause: error });
  }
}
