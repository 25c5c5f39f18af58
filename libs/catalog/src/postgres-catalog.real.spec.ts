import { createTestDatabase, realPostgres, type TestDatabase } from '../../../tools/local-postgres/test-database';
import { openCatalog } from './catalog';
import { describeCatalog } from './catalog.contract';
import { Jobs } from './jobs';
import { startOpeningProcesses } from './testing/opening-processes';

const server = realPostgres();
const describeThere = server === undefined ? describe.skip : describe;

/** Locks and several sessions, which PGlite cannot show. */
describeThere('on the Postgres of TEST_DATABASE_URL', () => {
  const databases: TestDatabase[] = [];
  const aDatabase = async () => {
    const database = await createTestDatabase(server as string);
    databases.push(database);
    return { kind: 'postgres' as const, url: database.url };
  };
  afterAll(() => Promise.all(databases.map((database) => database.remove())));

  describeCatalog('a real Postgres', async () => openCatalog(await aDatabase()));

  it('is opened by two processes that start together on an empty database, twenty times', async () => {
    const processes = await startOpeningProcesses();
    const outcomes: unknown[] = [];
    for (let round = 0; round < 20; round += 1) outcomes.push(...(await processes.open(await aDatabase())));
    await processes.stop();
    expect(outcomes).toEqual(Array(40).fill(null));
  });

  it('counts what several processes add to a job at once', async () => {
    const options = await aDatabase();
    const catalogs = await Promise.all([1, 2, 3].map(() => openCatalog(options)));
    const { id } = await new Jobs(catalogs[0]!).create({ collectionId: 'family', source: 's3://photos/all' });
    await Promise.all(catalogs.flatMap((catalog) => Array.from({ length: 30 }, () => new Jobs(catalog).recordEnqueued(id, 1, 'x'))));
    expect(await new Jobs(catalogs[0]!).find(id)).toMatchObject({ enqueued: 90 });
    await Promise.all(catalogs.map((catalog) => catalog.close()));
  });
});
