// usage: forked by local-postgres.ts with one argument, JSON {"port": number, "directory"?: string}
// Postgres with pgvector (PGlite) on one loopback port. Ends when its parent does: the channel between them closes with either.
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { existsSync, openAsBlob } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// One backend serves all connections in turn; above this many, further ones are dropped.
const MAX_CONNECTIONS = 100;

const { port, directory } = JSON.parse(process.argv[2]);
let db;
let server;
let bound;
try {
  const isNew = directory === undefined || !existsSync(join(directory, 'PG_VERSION'));
  db = await PGlite.create({ dataDir: directory, extensions: { vector }, loadDataDir: isNew ? await emptyCluster() : undefined });
  server = new PGLiteSocketServer({ db: wholeQueries(db), port, host: '127.0.0.1', maxConnections: MAX_CONNECTIONS });
  server.addEventListener('listening', ({ detail }) => (bound = detail.port));
  await server.start();
} catch (error) {
  process.send({ failure: error.message }, () => process.exit(1));
  await new Promise(() => {});
}

// Ctrl-C reaches the whole terminal; the parent stops us when those who still need us are done.
process.on('SIGINT', () => {});
process.once('disconnect', stop);
process.once('SIGTERM', stop);
process.send({ port: bound });

async function stop() {
  await server.stop();
  // What is in memory needs no orderly end; and process.exit would first wait four seconds for V8, which still optimises the WebAssembly.
  if (directory !== undefined) await db.close();
  process.kill(process.pid, 'SIGKILL');
}

/**
 * The socket server hands on message by message, and keeps others out only during a transaction. Another connection's Parse
 * between our Parse and our Bind would take the one unnamed statement, so a query counts as a transaction until its Sync.
 */
function wholeQueries(backend) {
  const parts = new Set(['P', 'B', 'D', 'E', 'C', 'H'].map((type) => type.charCodeAt(0)));
  let unfinished = false;
  return {
    waitReady: backend.waitReady,
    isInTransaction: () => unfinished || backend.isInTransaction(),
    runExclusive: (work) => backend.runExclusive(work),
    execProtocolRawStream: (message, options) => {
      unfinished = parts.has(message[0]);
      return backend.execProtocolRawStream(message, options);
    },
    // The rollback when a connection goes.
    exec: (sql) => {
      unfinished = false;
      return backend.exec(sql);
    },
  };
}

/** What initdb makes, kept from the first start: it costs 3 CPU seconds, reading it back a half. */
async function emptyCluster() {
  const { version } = JSON.parse(await readFile(join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), '../package.json'), 'utf8'));
  const file = join(import.meta.dirname, `../../.cache/local-postgres/pglite-${version}.tar`);
  if (!existsSync(file)) {
    const fresh = await PGlite.create();
    const tar = await fresh.dumpDataDir('none');
    await fresh.close();
    await mkdir(dirname(file), { recursive: true });
    // Whole or not at all, whoever else does the same.
    await writeFile(`${file}.${process.pid}`, tar.stream());
    await rename(`${file}.${process.pid}`, file);
  }
  return openAsBlob(file);
}
