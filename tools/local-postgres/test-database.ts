import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Also ends the connections that are still there. */
  remove(): Promise<void>;
}

/** A new, empty database on the server that TEST_DATABASE_URL names; its user must have CREATEDB. */
export async function createTestDatabase(server: string): Promise<TestDatabase> {
  const name = `facerec_test_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => run(server, `drop database ${name} with (force)`) };
}

/** The real Postgres for tests; undefined: none, or it has not got the extension. */
export async function realPostgres(extension?: string): Promise<string | undefined> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) return skipping('TEST_DATABASE_URL is not set');
  if (extension === undefined) return server;
  const client = new Client({ connectionString: server });
  await client.connect();
  const { rowCount } = await client.query('select from pg_available_extensions where name = $1', [extension]);
  await client.end();
  return rowCount === 0 ? skipping(`the Postgres of TEST_DATABASE_URL has no extension ${extension}`) : server;
}

function skipping(reason: string): undefined {
  process.stderr.write(`Tests on a real Postgres are skipped: ${reason}.\n`);
  return undefined;
}

async function run(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
