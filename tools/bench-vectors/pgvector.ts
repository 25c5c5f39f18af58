import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVectorStore, type VectorStore } from '@facerec/vector-store';
import { Client } from 'pg';
import { startLocalPostgres } from '../local-postgres/local-postgres';
import { createTestDatabase } from '../local-postgres/test-database';
import { fill, measureSmallUpserts } from './fill';
import { round, type Figures } from './report';
import { COLLECTION, measureSearches } from './searches';
import { DIMENSION, type SyntheticFaces } from './synthetic-faces';

/** An empty database that can be stopped and started, and that leaves nothing behind. */
interface Server {
  readonly name: string;
  url(): string;
  restart(): Promise<void>;
  rssMb(): Promise<number | null>;
  remove(): Promise<void>;
}

/** pgvector in a database of its own: on the server of DATABASE_URL, else on PGlite, which is Postgres in WASM and slower. */
export async function benchPgvector(faces: SyntheticFaces, databaseUrl: string | undefined): Promise<Figures> {
  const server = databaseUrl === undefined ? await pglite() : await realServer(databaseUrl);
  try {
    const [rowsPerSecond, tenRowsMs] = await withStore(server, async (store) => [await fill(store, faces), await measureSmallUpserts(store, faces)] as const);
    // What a server does by itself sooner or later.
    await sql(server, `vacuum analyze face_vectors_${DIMENSION}`);
    await server.restart();
    const start = performance.now();
    const opened = await withStore(server, async (store) => {
      await store.query(COLLECTION, faces.query(0), { topK: 10 });
      const openSeconds = (performance.now() - start) / 1000;
      return { ...(await measureSearches(store, faces)), openSeconds };
    });
    return {
      engine: 'pgvector',
      rows: faces.rows,
      p50_ms: round(opened.p50Ms),
      p99_ms: round(opened.p99Ms),
      recall_at_10: round(opened.recall, 4),
      upserts_per_s: Math.round(rowsPerSecond),
      open_s: round(opened.openSeconds),
      rss_mb: await server.rssMb(),
      disk_mb: Math.round(Number(await sql(server, `select pg_total_relation_size('face_vectors_${DIMENSION}') as answer`)) / 1e6),
      ten_row_upsert_ms: round(tenRowsMs),
      postgres: server.name,
      pgvector: String(await sql(server, "select extversion as answer from pg_extension where extname = 'vector'")),
    };
  } finally {
    await server.remove();
  }
}

async function withStore<T>(server: Server, use: (store: VectorStore) => Promise<T>): Promise<T> {
  const store = await openVectorStore({ kind: 'pgvector', url: server.url(), dimension: DIMENSION });
  return use(store).finally(() => store.close());
}

async function sql(server: Pick<Server, 'url'>, statement: string): Promise<unknown> {
  const client = new Client({ connectionString: server.url() });
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(statement)).rows[0]?.answer;
  } finally {
    await client.end();
  }
}

async function pglite(): Promise<Server> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-vectors-'));
  let postgres = await startLocalPostgres({ directory });
  return {
    name: 'PGlite',
    url: () => postgres.url,
    restart: async () => {
      await postgres.stop();
      postgres = await startLocalPostgres({ directory });
    },
    rssMb: async () => {
      const status = await readFile(`/proc/${postgres.pid}/status`, 'utf8').catch(() => '');
      const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
      return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1000);
    },
    remove: async () => {
      await postgres.stop();
      await rm(directory, { recursive: true });
    },
  };
}

async function realServer(databaseUrl: string): Promise<Server> {
  const database = await createTestDatabase(databaseUrl);
  const name = String(await sql({ url: () => database.url }, "select 'PostgreSQL ' || current_setting('server_version') as answer"));
  return { name, url: () => database.url, restart: async () => undefined, rssMb: async () => null, remove: async () => void (await database.remove()) };
}
