import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Also ends the connections that are still there. */
  remove(): Promise<unknown>;
}

/** A new, empty database on the server that TEST_DATABASE_URL names; its user must have CREATEDB. */
export async function createTestDatabase(server: string): Promise<TestDatabase> {
  const name = `facerec_test_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => run(server, `drop database ${name} with (force)`) };
}

/** The real Postgres for tests; undefined, with a line that says so: there is none. */
export function realPostgres(): string | undefined {
  const server = process.env['TEST_DATABASE_URL'] || undefined;
  if (server === undefined) skipping('TEST_DATABASE_URL is not set');
  return server;
}

/** False with a line that says so. */
export async function hasExtension(server: string, name: string): Promise<boolean> {
  const there = (await run(server, `select from pg_available_extensions where name = '${name}'`)) > 0;
  if (!there) skipping(`the one of TEST_DATABASE_URL has no extension "${name}"`);
  return there;
}

function skipping(reason: string): void {
  process.stderr.write(`Tests on a real Postgres are skipped: ${reason}.\n`);
}

async function run(server: string, statement: string): Promise<number> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    return (await client.query(statement)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
