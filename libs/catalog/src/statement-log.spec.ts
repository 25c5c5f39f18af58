import { sql } from 'kysely';
import { join } from 'node:path';
import { openCatalog } from './catalog';
import { Collections } from './collections';
import { Receipts } from './receipts';
import { temporaryFolder } from './testing/temporary-folder';
import type { CatalogStatement } from './types';

describe('a catalog that is listened to', () => {
  const folder = temporaryFolder();
  afterAll(folder.remove);

  it('tells of each statement by what it does in which table, and of none of its values', async () => {
    const heard: CatalogStatement[] = [];
    const catalog = await openCatalog({ kind: 'sqlite', file: join(folder.path, 'catalog.sqlite'), onStatement: (statement) => heard.push(statement) });
    heard.length = 0;
    await new Collections(catalog).find('secret');
    await new Receipts(catalog).list('secret', { limit: 1 });
    await catalog.db.updateTable('jobs').set({ pending: 0 }).where('id', '=', 'secret').execute();
    await catalog.db.deleteFrom('subjects as s').where('s.id', '=', 'secret').execute();
    await catalog.db.selectFrom('jobs as j').selectAll().execute();
    await sql`select 1`.execute(catalog.db);
    await expect(sql`select nothing`.execute(catalog.db)).rejects.toThrow();
    await catalog.close();
    expect(heard.map(({ operation, error }) => [operation, error !== undefined])).toEqual([
      ['select collections', false], ['select receipts', false], ['update jobs', false], ['delete subjects', false], ['select jobs', false], ['other', false], ['other', true],
    ]);
    for (const { ms } of heard) expect(ms).toBeGreaterThanOrEqual(0);
  });
});
