import type { Client } from 'pg';
import { VectorStoreSettingsError } from '../errors';

/** Any number that nobody else locks: "fvec". */
const LOCK = 0x66766563;
const TABLE_PREFIX = 'face_vectors_';

export function tableOf(dimension: number): string {
  return `${TABLE_PREFIX}${dimension}`;
}

/** Creates extension, table and indexes where they are missing; of several processes that start together one at a time. */
export async function openSchema(client: Client, dimension: number): Promise<void> {
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
  await openExtension(client);
  await refuseOtherDimension(client, dimension);
  // Asked first: "if not exists" wants the right to create even when there is nothing to do.
  if (!(await exists(client, tableOf(dimension)))) await createTable(client, dimension);
  await client.query('commit');
}

async function openExtension(client: Client): Promise<void> {
  if ((await installedVersion(client)) === undefined) {
    await client.query('create extension vector').catch((cause: Error) => {
      const fix = 'install pgvector there and run CREATE EXTENSION vector as its administrator, or set VECTOR_STORE to another engine.';
      throw new VectorStoreSettingsError('DATABASE_URL', `database "${client.database}" has no extension vector; ${fix}`, { cause });
    });
  }
  const version = (await installedVersion(client)) ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  // 0.8 brought iterative scans: before, a filtered search could answer fewer than there are.
  if (major === 0 && minor < 8) {
    throw new VectorStoreSettingsError('DATABASE_URL', `database "${client.database}" has pgvector ${version}, 0.8 or later is needed; update it and run ALTER EXTENSION vector UPDATE.`);
  }
}

async function installedVersion(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ extversion: string }>("select extversion from pg_extension where extname = 'vector'");
  return rows[0]?.extversion;
}

/** A database that another model filled is most likely a mistake: all its collections would seem empty. */
async function refuseOtherDimension(client: Client, dimension: number): Promise<void> {
  const ours = tableOf(dimension);
  if ((await exists(client, ours)) && (await holdsRows(client, ours))) return;
  const { rows } = await client.query<{ table: string }>(
    `select relname as table from pg_class where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace and relname ~ '^${TABLE_PREFIX}[0-9]+$'`,
  );
  for (const { table } of rows) {
    if (table === ours || !(await holdsRows(client, table))) continue;
    const found = `database "${client.database}" holds vectors of dimension ${table.slice(TABLE_PREFIX.length)}, the model pack makes ${dimension}`;
    throw new VectorStoreSettingsError('DATABASE_URL', `${found}; name another database, or set MODEL_PACK to the pack that filled this one.`);
  }
}

async function exists(client: Client, table: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from pg_class where relname = $1 and relnamespace = current_schema()::regnamespace", [table]);
  return rows.length > 0;
}

async function holdsRows(client: Client, table: string): Promise<boolean> {
  return (await client.query(`select 1 from ${table} limit 1`)).rows.length > 0;
}

async function createTable(client: Client, dimension: number): Promise<void> {
  const table = tableOf(dimension);
  // A vector of 512 numbers is just above the 2 KB from which Postgres moves values out of the row, and every scan would
  // fetch it from there; up to this limit rows stay whole. "C": ids in the same order on every server.
  await client.query(`
    create table ${table} (
      collection text collate "C" not null,
      id text collate "C" not null,
      embedding vector(${dimension}) not null,
      metadata jsonb not null,
      primary key (collection, id)
    ) with (toast_tuple_target = 8160)`);
  await client.query(`create index ${table}_by_cosine on ${table} using hnsw (embedding vector_cosine_ops)`);
  // Without "fastupdate" a search never reads a list of rows that wait to be indexed.
  await client.query(`create index ${table}_by_metadata on ${table} using gin (metadata jsonb_path_ops) with (fastupdate = off)`);
}
