import Database from 'better-sqlite3';
import type { DatabaseConnection, Driver, SqliteDatabase, SqliteStatement } from 'kysely';
import { SqliteDialect } from 'kysely';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CatalogUnavailableError } from './errors';

/** How long one statement waits for the other app's write, blocking this thread; writes take a millisecond or so. */
const busyTimeoutMs = 5_000;
/** How long a start waits for another process's migration. */
const lockWaitMs = 60_000;

/** SQLite's way to say "not now": locked, disk trouble, full. Anything else is a mistake of ours. */
const unavailable = /^SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY|PROTOCOL|NOMEM)/;

/** Opens the file both apps share: WAL so that readers never wait, FULL so that what was acknowledged is on the disk. */
export function openFile(file: string): Database.Database {
  const database = new Database(file, { timeout: busyTimeoutMs });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  return database;
}

/** Statements that are kept; those of a list of ids differ in their length, so there is no end to them. */
const keptStatements = 200;

/** The database as Kysely uses it, which would compile each statement anew at every call: a third of what a look at a row costs. */
export function keepingStatements(database: Database.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => void database.close(),
    prepare: (sql) => {
      const kept = statements.get(sql);
      if (kept !== undefined) return kept;
      if (statements.size >= keptStatements) statements.clear();
      const statement = database.prepare(sql) as SqliteStatement;
      statements.set(sql, statement);
      return statement;
    },
  };
}

/** Kysely's SQLite dialect, with the driver's "not now" errors as `CatalogUnavailableError`. */
export class CatalogSqliteDialect extends SqliteDialect {
  override createDriver(): Driver {
    const driver = super.createDriver();
    const acquire = driver.acquireConnection.bind(driver);
    driver.acquireConnection = async () => translating(await acquire());
    return driver;
  }
}

function translating(connection: DatabaseConnection): DatabaseConnection {
  return {
    executeQuery: async (query) => {
      try {
        return await connection.executeQuery(query);
      } catch (error) {
        throw isUnavailable(error) ? new CatalogUnavailableError({ cause: error }) : error;
      }
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
}

/** By its code, since the driver's one error class may belong to another realm (Jest), where `instanceof` lies. */
function isUnavailable(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && unavailable.test(code);
}

/**
 * Runs `work` in one process at a time. Kysely takes no lock between processes on SQLite: two starts on an empty folder
 * fail with "table already exists". The lock is a transaction on a database file of its own, which the system lets
 * go of when its process dies; waiting is a poll, so that two openings within one process cannot stop each other.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    await beginExclusive(lock);
    return await work();
  } finally {
    lock.close();
  }
}

async function beginExclusive(lock: Database.Database): Promise<void> {
  const deadline = Date.now() + lockWaitMs;
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      if (!isUnavailable(error) || Date.now() > deadline) throw error;
    }
    await delay(20);
  }
}
