import { mkdirSync } from 'node:fs';
import { forkServer } from '../forked-server';

export interface LocalPostgresOptions {
  /** Where the database is kept across restarts; default: in memory. */
  readonly directory?: string;
  /** Default: any free one. */
  readonly port?: number;
}

export interface LocalPostgres {
  /** For DATABASE_URL. */
  readonly url: string;
  readonly pid: number;
  /** Resolves when the process has ended; what it kept in `directory` stays. */
  stop(): Promise<void>;
}

/**
 * Starts Postgres with pgvector (PGlite, WASM) on 127.0.0.1 in a process of its own, which never outlives this one. All
 * connections share one backend: a transaction blocks the others, locks and time-outs do nothing, so what is about
 * several clients at once wants a real Postgres.
 */
export async function startLocalPostgres(options: LocalPostgresOptions = {}): Promise<LocalPostgres> {
  if (options.directory !== undefined) mkdirSync(options.directory, { recursive: true });
  const { port, pid, stop } = await forkServer({ name: 'local Postgres', script: 'tools/local-postgres/server.mjs', options });
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, pid, stop };
}
