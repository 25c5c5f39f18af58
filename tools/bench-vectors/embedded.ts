import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedVectorStore } from '@facerec/vector-store';
import { bareReadMs } from './bare-read';
import { fill, measureSmallUpserts } from './fill';
import { round, type Figures } from './report';
import { COLLECTION, measureSearches, type Searches } from './searches';
import { DIMENSION, type SyntheticFaces } from './synthetic-faces';

interface Opened extends Searches {
  readonly openSeconds: number;
  readonly rssMb: number;
}

/** The embedded store in a fresh directory, searched by one thread and by several, beside a bare read of the same bytes. */
export async function benchEmbedded(faces: SyntheticFaces, threads: number): Promise<Figures> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-vectors-'));
  try {
    const [rowsPerSecond, tenRowsMs] = await withStore(directory, threads, async (store) => [await fill(store, faces), await measureSmallUpserts(store, faces)] as const);
    const one = await measure(directory, 1, faces);
    const many = threads === 1 ? one : await measure(directory, threads, faces);
    const bareMs = await bareReadMs(faces.rows * DIMENSION, threads);
    return {
      engine: 'embedded',
      rows: faces.rows,
      p50_ms: round(many.p50Ms),
      p99_ms: round(many.p99Ms),
      recall_at_10: round(many.recall, 4),
      person_recall: round(many.personRecall, 4),
      upserts_per_s: Math.round(rowsPerSecond),
      open_s: round(many.openSeconds),
      rss_mb: Math.round(many.rssMb),
      disk_mb: Math.round(await megabytes(directory)),
      ten_row_upsert_ms: round(tenRowsMs),
      threads,
      one_thread_p50_ms: round(one.p50Ms),
      scan_ratio: round(many.p50Ms / one.p50Ms),
      bare_read_ms: round(bareMs),
      bare_read_ratio: round(many.p50Ms / bareMs),
    };
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function withStore<T>(directory: string, scanThreads: number, use: (store: EmbeddedVectorStore) => Promise<T>): Promise<T> {
  const store = await EmbeddedVectorStore.open({ directory, dimension: DIMENSION, scanThreads });
  return use(store).finally(() => store.close());
}

/** Cold: the rows come from disk (or the system's cache of it) with the first query. */
async function measure(directory: string, scanThreads: number, faces: SyntheticFaces): Promise<Opened> {
  const start = performance.now();
  return withStore(directory, scanThreads, async (store) => {
    await store.query(COLLECTION, faces.query(0), { topK: 10 });
    const openSeconds = (performance.now() - start) / 1000;
    const searches = await measureSearches(store, faces);
    return { ...searches, openSeconds, rssMb: process.memoryUsage().rss / 1e6 };
  });
}

async function megabytes(directory: string): Promise<number> {
  const files = await readdir(directory);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(directory, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}
