import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

type Answer = { readonly port: number } | { readonly failure: string };

const SCRIPT = 'tools/local-postgres/server.mjs';
const STOP_TIMEOUT_MS = 5_000;

/**
 * Starts Postgres with pgvector (PGlite, WASM) on 127.0.0.1 in a process of its own, which never outlives this one. All
 * connections share one backend: a transaction blocks the others, locks and time-outs do nothing, so what is about
 * several clients at once wants a real Postgres.
 */
export async function startLocalPostgres({ directory, port = 0 }: LocalPostgresOptions = {}): Promise<LocalPostgres> {
  if (directory !== undefined) mkdirSync(directory, { recursive: true });
  const child = fork(serverScript(), [JSON.stringify({ port, directory })], {
    // Not the parent's own flags: --inspect would take its port, Jest's would not be understood.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit').then(([code, signal]) => [{ failure: `its process ended with ${code ?? signal}` }]);
  const [answer] = (await Promise.race([once(child, 'message'), exited])) as [Answer];
  if ('failure' in answer) throw new Error(`The local Postgres did not start: ${answer.failure}. Is port ${port} in use?`);
  return { url: `postgres://postgres@127.0.0.1:${answer.port}/postgres`, pid: child.pid as number, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(deadline);
}

/** This file also runs from a bundle in .cache/tools, so the script is looked for upwards. */
function serverScript(): string {
  let directory = __dirname;
  while (!existsSync(join(directory, SCRIPT))) {
    if (directory === dirname(directory)) throw new Error(`${SCRIPT} is missing: run this inside the repository.`);
    directory = dirname(directory);
  }
  return join(directory, SCRIPT);
}
