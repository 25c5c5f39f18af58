import { Client } from 'pg';
import { VectorStoreSettingsError } from '../errors';
import { configOf } from './pg-connections';
import type { PgVectorStoreOptions } from './pg-options';

/** One connection before all others, to learn what is wrong with the settings. */
export async function withFirstConnection<T>(options: PgVectorStoreOptions, use: (client: Client) => Promise<T>): Promise<T> {
  const client = clientOf(options);
  // Also rejects what is under way; unheard it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } catch (error) {
    throw explained(error, client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function clientOf(options: PgVectorStoreOptions): Client {
  try {
    return new Client(configOf(options));
  } catch (error) {
    throw new VectorStoreSettingsError('DATABASE_URL', 'it cannot be read; write postgres://user:password@host:5432/database.', { cause: error });
  }
}

/** What is wrong with DATABASE_URL, without its password. */
function explained(error: unknown, { host, port, user, database }: Client): unknown {
  const { name, severity, code = '', errors } = error as { name?: string; severity?: string; code?: string; errors?: unknown[] };
  if (name === 'VectorStoreSettingsError') return error;
  // A name with two addresses fails with two errors and no message; one of them says enough.
  const wrong = (problem: string) => new VectorStoreSettingsError('DATABASE_URL', problem, { cause: errors?.[0] ?? error });
  if (severity === undefined) return wrong(`no connection to ${host}:${port}; check host, port and sslmode in it, and that Postgres runs there.`);
  if (code.startsWith('28')) return wrong(`Postgres at ${host}:${port} refuses user "${user}"; check user and password in it.`);
  if (code === '3D000') return wrong(`Postgres at ${host}:${port} has no database "${database}"; create it, or name another.`);
  if (code === '42501') return wrong(`user "${user}" may not create tables in database "${database}"; grant CREATE on its schema, or name another user.`);
  return wrong(`Postgres at ${host}:${port} cannot be used now; start again when it can.`);
}
