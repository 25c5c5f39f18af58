import { Client } from 'pg';
import { startLocalPostgres, type LocalPostgres } from '../../../../tools/local-postgres/local-postgres';
import { startRefusingServer } from '../../../../tools/local-postgres/refusing-server';
import { createTestDatabase, hasExtension, realPostgres } from '../../../../tools/local-postgres/test-database';
import { record } from '../contract-records';
import { VectorStoreSettingsError } from '../errors';
import { PgVectorStore } from './pg-vector-store';

let postgres: LocalPostgres;
beforeAll(async () => { postgres = await startLocalPostgres(); });
afterAll(() => postgres.stop());

function open({ url = postgres.url, dimension = 64 } = {}): Promise<PgVectorStore> {
  return PgVectorStore.open({ url, dimension, timeoutMs: 8_000 });
}

async function failureOf(opening: Promise<unknown>): Promise<Error> {
  return opening.then(() => new Error('It opened.'), (error: Error) => error);
}

async function sql(statement: string): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

describe('PgVectorStore.open', () => {
  it('creates what is missing, once, also when several start together', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => open()));
    await Promise.all(stores.map((store) => store.ping()));
    await Promise.all(stores.map((store) => store.close()));
  });

  it('refuses a database that another model filled, until it is empty', async () => {
    const store = await open();
    await store.upsert('faces', [record('a')]);
    const failure = await failureOf(open({ dimension: 32 }));
    expect(failure).toBeInstanceOf(VectorStoreSettingsError);
    expect(failure.message).toBe(
      'DATABASE_URL: database "postgres" holds vectors of dimension 64, the model pack makes 32; name another database, or set MODEL_PACK to the pack that filled this one.',
    );
    await store.deleteCollection('faces');
    await store.close();
    const other = await open({ dimension: 32 });
    expect(await other.stats('faces')).toEqual({ vectors: 0 });
    await other.close();
  });

  it('refuses a pgvector without iterative scans', async () => {
    await sql("update pg_extension set extversion = '0.7.4' where extname = 'vector'");
    const failure = await failureOf(open());
    await sql("update pg_extension set extversion = '0.8.0' where extname = 'vector'");
    expect(failure.message).toMatch(/^DATABASE_URL: database "postgres" has pgvector 0\.7\.4, 0\.8 or later is needed; .*ALTER EXTENSION/);
  });

  it.each<[string, string, RegExp]>([
    ['a wrong password', '28P01', /^DATABASE_URL: Postgres at 127\.0\.0\.1:\d+ refuses user "anna"; check user and password/],
    ['a database that does not exist', '3D000', /^DATABASE_URL: Postgres at .* has no database "faces"; create it, or name another/],
    ['a server that takes no more connections', '53300', /^DATABASE_URL: Postgres at .* cannot be used now/],
  ])('names the setting and what to do about %s, in one line and without the password', async (_, code, message) => {
    const server = await startRefusingServer(code);
    const failure = await failureOf(open({ url: `postgres://anna:secret@127.0.0.1:${server.port}/faces` }));
    server.close();
    expect(failure).toBeInstanceOf(VectorStoreSettingsError);
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toMatch(/secret|\n/);
    expect((failure.cause as Error).message).toBe('the reason');
  });

  it.each([
    ['nobody answers', 'postgres://anna:secret@127.0.0.1:9/faces', /^DATABASE_URL: no connection to 127\.0\.0\.1:9; check host, port and sslmode/],
    ['its host has no address', 'postgres://anna:secret@nowhere.invalid/faces', /^DATABASE_URL: no connection to nowhere\.invalid:5432; check/],
    ['it is no URL', 'postgres://anna:secret@a:b:c/faces', /^DATABASE_URL: it cannot be read; write postgres:/],
  ])('names the setting when %s', async (_, url, message) => {
    const failure = await failureOf(open({ url }));
    expect(failure).toBeInstanceOf(VectorStoreSettingsError);
    expect(failure.message).toMatch(message);
    expect(`${failure.message} ${(failure.cause as Error).message}`).not.toMatch(/secret|\n/);
  });

  it.each([0, 1.5, 2001])('refuses a dimension of %p', async (dimension) => {
    await expect(open({ dimension })).rejects.toThrow(RangeError);
  });

  it('says so when the server has no pgvector', async () => {
    const server = realPostgres();
    if (server === undefined || (await hasExtension(server, 'vector'))) return;
    const database = await createTestDatabase(server);
    const failure = await failureOf(open({ url: database.url }));
    await database.remove();
    expect(failure.message).toMatch(/^DATABASE_URL: database "facerec_test_\w+" has no extension vector; install pgvector there .*or set VECTOR_STORE/);
  });
});
