import { Test } from '@nestjs/testing';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog, openCatalog } from './catalog';
import { describeCatalog } from './catalog.contract';
import { CatalogModule } from './catalog.module';
import { Collections } from './collections';
import { CatalogOpenError, CatalogUnavailableError } from './errors';
import { Jobs } from './jobs';
import { startOpeningProcesses, type OpeningProcesses } from './testing/opening-processes';
import { temporaryFolder } from './testing/temporary-folder';

const contractFolder = temporaryFolder();
let catalogs = 0;
describeCatalog('SQLite', () => openCatalog({ kind: 'sqlite', file: join(contractFolder.path, String(catalogs++), 'catalog.sqlite') }));
afterAll(contractFolder.remove);

describe('openCatalog on SQLite', () => {
  const folder = temporaryFolder();
  afterAll(folder.remove);
  const options = (name: string) => ({ kind: 'sqlite' as const, file: join(folder.path, name, 'catalog.sqlite') });

  it('makes the folder and keeps what was written, durably', async () => {
    const first = await openCatalog(options('kept'));
    await new Collections(first).ensure('faces', 'contract');
    await first.close();

    const second = await openCatalog(options('kept'));
    expect(await new Collections(second).find('faces')).toMatchObject({ id: 'faces', embeddingContract: 'contract' });
    expect((await sql`pragma journal_mode`.execute(second.db)).rows).toEqual([{ journal_mode: 'wal' }]);
    expect((await sql`pragma synchronous`.execute(second.db)).rows).toEqual([{ synchronous: 2 }]);
    await second.close();
  });

  it('may be opened several times at once in one process', async () => {
    const catalogs = await Promise.all(Array.from({ length: 4 }, () => openCatalog(options('at-once'))));
    await Promise.all(catalogs.map((catalog) => catalog.ping()));
    await Promise.all(catalogs.map((catalog) => catalog.close()));
  });

  it('finishes the migration of a start that was killed in the middle', async () => {
    const interrupted = options('interrupted');
    mkdirSync(join(interrupted.file, '..'));
    const half = new Database(interrupted.file);
    half.exec('create table collections (id text primary key not null, embedding_contract text not null, created_at bigint not null)');
    half.exec('create table jobs (id text primary key not null, collection_id text not null, source text not null, enqueued integer not null, '
      + `last_key text, complete integer not null, created_at bigint not null, kind text not null default 'image')`);
    half.close();

    const catalog = await openCatalog(interrupted);
    await expect(new Jobs(catalog).find('none')).resolves.toBeUndefined();
    await catalog.close();
  });

  it('names the file that cannot be opened and what to look at', async () => {
    mkdirSync(join(folder.path, 'taken', 'catalog.sqlite'), { recursive: true });
    const opening = openCatalog(options('taken'));
    await expect(opening).rejects.toThrow(CatalogOpenError);
    await expect(opening).rejects.toThrow(/^DATA_DIR: the catalog .*taken\/catalog\.sqlite cannot be opened: .*Check its disk space/);
  });

  it('reports a locked database as unavailable', async () => {
    const catalog = await openCatalog(options('locked'));
    await sql`pragma busy_timeout = 0`.execute(catalog.db);
    const other = new Database(options('locked').file);
    other.exec('begin immediate');
    await expect(new Collections(catalog).ensure('faces', 'contract')).rejects.toThrow(CatalogUnavailableError);
    other.close();
    await expect(new Collections(catalog).ensure('faces', 'contract')).resolves.toMatchObject({ id: 'faces' });
    await catalog.close();
  });
});

describe('two processes that start together on an empty folder', () => {
  const folder = temporaryFolder();
  let processes: OpeningProcesses;
  beforeAll(async () => { processes = await startOpeningProcesses(); });
  afterAll(async () => {
    await processes.stop();
    folder.remove();
  });

  it('both open it, twenty times', async () => {
    for (let round = 0; round < 20; round += 1) {
      expect(await processes.open({ kind: 'sqlite', file: join(folder.path, `round-${round}`, 'catalog.sqlite') })).toEqual([null, null]);
    }
  });
});

describe('CatalogModule', () => {
  it('shares one catalog and closes it at shutdown', async () => {
    const folder = temporaryFolder();
    const app = await Test.createTestingModule({
      imports: [CatalogModule.forRoot({ kind: 'sqlite', file: join(folder.path, 'catalog.sqlite') })],
    }).compile();
    await app.init();
    const catalog = app.get(Catalog);
    await expect(catalog.ping()).resolves.toBeUndefined();
    await expect(app.get(Collections).ensure('faces', 'contract')).resolves.toMatchObject({ id: 'faces' });

    await app.close();
    await expect(catalog.ping()).rejects.toThrow();
    folder.remove();
  });
});
