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

const TABLE = `face_vectors_${DIMENSION}`;
const INDEX = `${TABLE}_by_cosine`;
/** The rows that are written one statement after another with the index in place, as indexers write them. */
const UPSERTED = 2_000;

interface Filled {
  /** Without the HNSW index. */
  readonly loadedPerSecond: number;
  readonly indexSeconds: number;
  /** With the HNSW index of all other rows. */
  readonly upsertsPerSecond: number;
  readonly tenRowsMs: number;
}

/** pgvector in a database of its own: on the server of DATABASE_URL, else on PGlite, which is Postgres in WASM and slower. */
export async function benchPgvector(faces: SyntheticFaces, databaseUrl: string | undefined): Promise<Figures> {
  const server = databaseUrl === undefined ? await pglite() : await realServer(databaseUrl);
  try {
    const filled = await fillByLoad(server, faces);
    // What a server does by itself sooner or later.
    await sql(server, `vacuum analyze ${TABLE}`);
    await server.restart();
    const start = performance.now();
    const opened = await withStore(server, async (store) => {
      await store.query(COLLECTION, faces.query(0), { topK: 10 });
      const openSeconds = (performance.now() - start) / 1000;
      return { ...(await measureSearches(store, faces)), openSeconds, rssMb: await server.rssMb() };
    });
    return {
      engine: 'pgvector',
      rows: faces.rows,
      p50_ms: round(opened.p50Ms),
      p99_ms: round(opened.p99Ms),
      recall_at_10: round(opened.recall, 4),
      person_recall: round(opened.personRecall, 4),
      upserts_per_s: Math.round(filled.upsertsPerSecond),
      open_s: round(opened.openSeconds),
      rss_mb: opened.rssMb,
      disk_mb: Math.round(Number(await sql(server, `select pg_total_relation_size('${TABLE}') as answer`)) / 1e6),
      ten_row_upsert_ms: round(filled.tenRowsMs),
      loaded_per_s: Math.round(filled.loadedPerSecond),
      index_s: round(filled.indexSeconds),
      postgres: server.name,
      pgvector: String(await sql(server, "select extversion as answer from pg_extension where extname = 'vector'")),
    };
  } finally {
    await server.remove();
  }
}

/** As pgvector's own guide fills a large table: the rows first, then their index at once, by as many processes as the server gives it. */
async function fillByLoad(server: Server, faces: SyntheticFaces): Promise<Filled> {
  const loaded = Math.max(0, faces.rows - UPSERTED);
  await withStore(server, async () => undefined);
  const definition = String(await sql(server, `select indexdef as answer from pg_indexes where indexname = '${INDEX}'`));
  await sql(server, `drop index ${INDEX}`);
  const loadedPerSecond = await withStore(server, (store) => fill(store, faces, 0, loaded));
  const start = performance.now();
  await sql(server, definition);
  const indexSeconds = (performance.now() - start) / 1000;
  return withStore(server, async (store) => {
    const upsertsPerSecond = await fill(store, faces, loaded);
    return { loadedPerSecond, indexSeconds, upsertsPerSecond, tenRowsMs: await measureSmallUpserts(store, faces) };
  });
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
  return { name, url: () => database.url, restart: async () => undefined, rssMb: () => memoryOfServer(database.url), remove: async () => void (await database.remove()) };
}

/** Of all its processes, what they share counted once; null: they are not on this machine, or not ours to look at. */
async function memoryOfServer(url: string): Promise<number | null> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('select pid from pg_stat_activity');
    const kilobytes = await Promise.all(rows.map(({ pid }) => proportionalKilobytes(pid)));
    return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1000);
  } catch {
    return null;
  } finally {
    await client.end();
  }
}

async function proportionalKilobytes(pid: number): Promise<number> {
  if (!(await readFile(`/proc/${pid}/cmdline`, 'utf8')).startsWith('postgres')) throw new Error(`Process ${pid} of this machine is another one.`);
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]);
}
