import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const SCHEMA_VERSION = 1;
const BUSY_TIMEOUT_MS = 10_000;
const LOCK_RETRY_MS = 20;

// Three 2 KiB vectors fit in a page of 8 KiB; of the default 4 KiB each would fill one and leave half of it empty.
const PAGE_BYTES = 8192;

const SCHEMA = `
  CREATE TABLE store (dimension INTEGER NOT NULL) STRICT;
  CREATE TABLE collections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT UNIQUE, -- NULL: deleted, its records are being removed
    revision INTEGER NOT NULL DEFAULT 0, -- counts the write transactions
    forgotten INTEGER NOT NULL DEFAULT 0 -- deletions up to this revision are no longer listed
  ) STRICT;
  CREATE TABLE records (
    row INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: a deletion names its row for good
    collection INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL, -- of its last write
    metadata TEXT NOT NULL,
    UNIQUE (collection, id)
  ) STRICT;
  CREATE INDEX records_by_revision ON records (collection, revision);
  CREATE INDEX records_by_image ON records (collection, metadata ->> '$.image_key');
  CREATE TABLE embeddings (row INTEGER PRIMARY KEY, vector BLOB NOT NULL) STRICT; -- float32, little-endian
  CREATE TABLE deletions (
    collection INTEGER NOT NULL, revision INTEGER NOT NULL, row INTEGER NOT NULL,
    PRIMARY KEY (collection, revision, row)
  ) STRICT, WITHOUT ROWID;
`;

/** Opens the directory's database, creating it when absent; several processes may do so at the same moment. */
export function openDatabase(directory: string, dimension: number): Database.Database {
  const db = openFile(directory);
  try {
    db.pragma(`page_size = ${PAGE_BYTES}`);
    enterWal(db);
    db.pragma('synchronous = FULL');
    // A mapped file that another process truncates would kill this one with SIGBUS.
    db.pragma('mmap_size = 0');
    db.transaction(() => createSchema(db, dimension)).immediate();
    checkDimension(db, directory, dimension);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function openFile(directory: string): Database.Database {
  try {
    mkdirSync(directory, { recursive: true });
    return new Database(join(directory, 'vectors.db'), { timeout: BUSY_TIMEOUT_MS });
  } catch (error) {
    throw new Error(`The vectors in ${directory} cannot be opened (${String(error)}). Is it a directory that this user may write to?`, { cause: error });
  }
}

/** Changing the journal mode needs the file alone and ignores the busy timeout: two processes starting together must retry. */
function enterWal(db: Database.Database): void {
  const giveUpAt = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > giveUpAt) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_RETRY_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

/** Runs under the write lock, so that one process creates and the other finds it done. */
function createSchema(db: Database.Database, dimension: number): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > SCHEMA_VERSION) {
    throw new Error(`${db.name} was written by a newer version (schema ${version}, this one knows ${SCHEMA_VERSION}). Update, or use another directory.`);
  }
  if (version === SCHEMA_VERSION) return;
  db.exec(SCHEMA);
  db.prepare('INSERT INTO store (dimension) VALUES (?)').run(dimension);
  db.pragma(`user_version = ${SCHEMA_VERSION}`);
}

function checkDimension(db: Database.Database, directory: string, dimension: number): void {
  const stored = db.prepare<[], number>('SELECT dimension FROM store').pluck().get();
  if (stored !== dimension) {
    throw new Error(`The vectors in ${directory} have ${stored} dimensions, the embedding has ${dimension}. Use another directory for another model.`);
  }
}
