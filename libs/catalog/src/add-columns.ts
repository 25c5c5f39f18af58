import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { CatalogSchema } from './schema';

/** SQLite adds one column a statement, commits each by itself and knows no `if not exists` here: a killed start leaves some of them. */
export async function addColumns(db: Kysely<CatalogSchema>, table: string, columns: Readonly<Record<string, RawBuilder<unknown>>>): Promise<void> {
  const found = (await db.introspection.getTables()).find(({ name }) => name === table);
  const present = new Set(found?.columns.map(({ name }) => name));
  for (const [name, definition] of Object.entries(columns)) {
    if (!present.has(name)) await sql`alter table ${sql.ref(table)} add column ${sql.ref(name)} ${definition}`.execute(db);
  }
}
