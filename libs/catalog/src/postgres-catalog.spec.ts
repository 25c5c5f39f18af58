import { Client } from 'pg';
import { startFlakyProxy, type FlakyProxy } from '../../../tools/local-postgres/flaky-proxy';
import { startLocalPostgres, type LocalPostgres } from '../../../tools/local-postgres/local-postgres';
import { startRefusingServer } from '../../../tools/local-postgres/refusing-server';
import { openCatalog, type Catalog } from './catalog';
import { describeCatalog } from './catalog.contract';
import { Collections } from './collections';
import { CatalogOpenError, CatalogUnavailableError } from './errors';

let postgres: LocalPostgres;
beforeAll(async () => { postgres = await startLocalPostgres(); });
afterAll(() => postgres.stop());

const open = (url = postgres.url) => openCatalog({ kind: 'postgres', url, timeoutMs: 8_000 });

describeCatalog('Postgres (PGlite)', async () => {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('drop schema public cascade; create schema public');
  await client.end();
  return open();
});

describe('openCatalog on Postgres', () => {
  it('keeps what was written, and may be opened several times', async () => {
    const [first, second] = [await open(), await open()];
    await new Collections(first).ensure('kept', 'contract');
    expect(await new Collections(second).find('kept')).toMatchObject({ id: 'kept', embeddingContract: 'contract' });
    await Promise.all([first.close(), second.close()]);
    await expect(first.ping()).rejects.toThrow();
  });

  it.each<[string, string, RegExp]>([
    ['a wrong password', '28P01', /^DATABASE_URL: Postgres at 127\.0\.0\.1:\d+ refuses user "anna"; check user and password/],
    ['a database that does not exist', '3D000', /^DATABASE_URL: Postgres at .* has no database "faces"; create it, or name another/],
    ['a server that takes no more connections', '53300', /^DATABASE_URL: Postgres at .* cannot be used now/],
  ])('names the setting and what to do about %s, in one line and without the password', async (_, code, message) => {
    const server = await startRefusingServer(code);
    const failure = await open(`postgres://anna:secret@127.0.0.1:${server.port}/faces`).catch((error: Error) => error);
    server.close();
    expect(failure).toBeInstanceOf(CatalogOpenError);
    expect((failure as Error).message).toMatch(message);
    expect((failure as Error).message).not.toMatch(/secret|\n/);
  });

  it.each([
    ['nobody answers', 'postgres://anna:secret@127.0.0.1:9/faces', /^DATABASE_URL: no connection to 127\.0\.0\.1:9; check host, port and sslmode/],
    ['it is no URL', 'postgres://anna:secret@a:b:c/faces', /^DATABASE_URL: it cannot be read; write postgres:/],
  ])('names the setting when %s', async (_, url, message) => {
    const failure = await open(url).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(CatalogOpenError);
    expect((failure as Error).message).toMatch(message);
    expect((failure as Error).message).not.toMatch(/secret|\n/);
  });
});

describe('a catalog whose connection fails', () => {
  let proxy: FlakyProxy;
  let catalog: Catalog;
  beforeAll(async () => { proxy = await startFlakyProxy(postgres.url); });
  beforeEach(async () => { catalog = await openCatalog({ kind: 'postgres', url: proxy.url, timeoutMs: 2_000 }); });
  afterEach(() => catalog.close());
  afterAll(() => proxy.close());
  const calls = () => [catalog.ping(), new Collections(catalog).ensure('faces', 'contract'), new Collections(catalog).find('faces')];

  it('says so, and goes on with a new connection', async () => {
    await catalog.ping();
    proxy.pause();
    const failures = calls().map((call) => expect(call).rejects.toThrow(CatalogUnavailableError));
    await new Promise((resolve) => setTimeout(resolve, 50));
    proxy.drop();
    await Promise.all(failures);
    proxy.resume();
    await expect(new Collections(catalog).ensure('faces', 'contract')).resolves.toMatchObject({ id: 'faces' });
  });

  it('does not wait for longer than the time-out', async () => {
    await catalog.ping();
    proxy.pause();
    await Promise.all(calls().map((call) => expect(call).rejects.toThrow(CatalogUnavailableError)));
    proxy.resume();
    await catalog.ping();
  });
});
