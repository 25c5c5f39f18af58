import { Kysely } from 'kysely';
import { CatalogOpenError } from './errors';
import { migrate } from './migrations';
import type { CatalogSchema } from './schema';
import { CatalogSqliteDialect, keepingStatements, openFile, withFileLock } from './sqlite-dialect';
import { statementLog } from './statement-log';
import type { StatementListener } from './types';

/** Rejects with `CatalogOpenError`. */
export async function openSqlite(file: string, { onStatement }: StatementListener = {}): Promise<Kysely<CatalogSchema>> {
  try {
    return await withFileLock(file, async () => {
      const dialect = new CatalogSqliteDialect({ database: keepingStatements(openFile(file)) });
      const db = new Kysely<CatalogSchema>({ dialect, log: statementLog(onStatement) });
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
