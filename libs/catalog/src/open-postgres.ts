import { Kysely, PostgresDialect } from 'kysely';
import { Client } from 'pg';
import { CatalogOpenError } from './errors';
import { migrate } from './migrations';
import { CatalogPool, configOf } from './postgres-pool';
import type { CatalogSchema } from './schema';
import { statementLog } from './statement-log';
import type { PostgresCatalogOptions, StatementListener } from './types';

/** Any number that nobody else locks: "fcat". */
const lock = 0x66636174;
/** How long a start waits for another process's migration, and for each statement of its own. */
const migrationMs = 60_000;

/** Rejects with `CatalogOpenError`. */
export async function openPostgres(options: PostgresCatalogOptions & StatementListener): Promise<Kysely<CatalogSchema>> {
  const client = clientOf(options);
  // Also rejects what is under way; unheard it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await migrateAlone(client);
  } catch (error) {
    throw explained(error, client);
  } finally {
    await client.end().catch(() => undefined);
  }
  return new Kysely<CatalogSchema>({ dialect: new PostgresDialect({ pool: new CatalogPool(options) }), log: statementLog(options.onStatement) });
}

function clientOf(options: PostgresCatalogOptions): Client {
  try {
    return new Client({ ...configOf(options), statement_timeout: migrationMs, query_timeout: migrationMs });
  } catch (error) {
    throw new CatalogOpenError('DATABASE_URL', 'it cannot be read; write postgres://user:password@host:5432/database.', { cause: error });
  }
}

/**
 * All of it in one transaction of one connection, behind a lock that ends with it: of several processes that start together
 * one migrates, and a start that is killed leaves nothing behind. Kysely's own lock comes after its own tables.
 */
async function migrateAlone(client: Client): Promise<void> {
  const connection = { query: client.query.bind(client), release: () => undefined };
  const db = new Kysely<CatalogSchema>({ dialect: new PostgresDialect({ pool: { connect: async () => connection, end: async () => undefined } }) });
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [lock]);
  const { rows } = await client.query<{ schema: string }>('select current_schema() as schema');
  // Named, since Kysely takes a table of this name in any schema for its own.
  await migrate({ db, disableTransactions: true, migrationTableSchema: rows[0]?.schema });
  await client.query('commit');
}

/** What is wrong with DATABASE_URL, without its password. */
function explained(error: unknown, { host, port, user, database }: Client): CatalogOpenError {
  const { severity, code = '', errors } = error as { severity?: string; code?: string; errors?: unknown[] };
  // A name with two addresses fails with two errors and no message; one of them says enough.
  const wrong = (problem: string) => new CatalogOpenError('DATABASE_URL', problem, { cause: errors?.[0] ?? error });
  if (severity === undefined) return wrong(`no connection to ${host}:${port}; check host, port and sslmode in it, and that Postgres runs there.`);
  if (code.startsWith('28')) return wrong(`Postgres at ${host}:${port} refuses user "${user}"; check user and password in it.`);
  if (code === '3D000') return wrong(`Postgres at ${host}:${port} has no database "${database}"; create it, or name another.`);
  if (code === '42501') return wrong(`user "${user}" may not create tables in database "${database}"; grant CREATE on its schema, or name another user.`);
  return wrong(`Postgres at ${host}:${port} cannot be used now; start again when it can.`);
}
