// usage: npm run bench:vectors -- --engine embedded --rows N [--threads T] [--queries Q]
// Fills a fresh store with synthetic faces (512-d, five a person) and measures it; the last line is JSON.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EmbeddedVectorStore } from '@facerec/vector-store';
import { bareReadMs } from './bench-vectors/bare-read';
import { fill, measureSmallUpserts } from './bench-vectors/fill';
import { DIMENSION, SyntheticFaces } from './bench-vectors/synthetic-faces';
import { measureSearches, type Searches } from './bench-vectors/searches';
import { runTool, UsageError } from './cli/cli';
import { table } from './cli/table';

const USAGE = 'npm run bench:vectors -- --engine embedded --rows N [--threads T] [--queries Q]';
const COLLECTION = 'bench';

interface Arguments {
  readonly rows: number;
  readonly threads: number;
  readonly queries: number;
}

interface Opened extends Searches {
  readonly openSeconds: number;
  readonly rssMb: number;
}

runTool(USAGE, async () => {
  const { rows, threads, queries } = readArguments();
  const directory = await mkdtemp(join(tmpdir(), 'bench-vectors-'));
  try {
    const faces = new SyntheticFaces(rows, queries);
    const writing = await withStore(directory, threads, async (store) => ({
      rowsPerSecond: await fill(store, COLLECTION, faces),
      tenRowsMs: await measureSmallUpserts(store, COLLECTION, faces),
    }));
    const one = await measure(directory, 1, faces);
    const many = threads === 1 ? one : await measure(directory, threads, faces);
    const bareMs = await bareReadMs(rows * DIMENSION, threads);
    report({ rows, threads, queries }, { writing, one, many, bareMs, diskMb: await megabytes(directory) });
  } finally {
    await rm(directory, { recursive: true });
  }
});

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
    const searches = await measureSearches(store, COLLECTION, faces);
    return { ...searches, openSeconds, rssMb: process.memoryUsage().rss / 1e6 };
  });
}

interface Measured {
  readonly writing: { readonly rowsPerSecond: number; readonly tenRowsMs: number };
  readonly one: Opened;
  readonly many: Opened;
  readonly bareMs: number;
  readonly diskMb: number;
}

function report({ rows, threads }: Arguments, { writing, one, many, bareMs, diskMb }: Measured): void {
  const figures = {
    engine: 'embedded',
    rows,
    p50_ms: round(many.p50Ms),
    p99_ms: round(many.p99Ms),
    recall_at_10: round(many.recall, 4),
    upserts_per_s: Math.round(writing.rowsPerSecond),
    open_s: round(many.openSeconds),
    rss_mb: Math.round(many.rssMb),
    disk_mb: Math.round(diskMb),
    threads,
    ten_row_upsert_ms: round(writing.tenRowsMs),
    one_thread_p50_ms: round(one.p50Ms),
    scan_ratio: round(many.p50Ms / one.p50Ms),
    bare_read_ms: round(bareMs),
    bare_read_ratio: round(many.p50Ms / bareMs),
  };
  console.log(table([['figure', 'value'], ...Object.entries(figures)]));
  console.log(JSON.stringify(figures));
}

async function megabytes(directory: string): Promise<number> {
  const files = await readdir(directory);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(directory, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', default: 'embedded' },
      rows: { type: 'string', default: '100000' },
      threads: { type: 'string', default: '2' },
      queries: { type: 'string' },
    },
  });
  if (values.engine !== 'embedded') throw new UsageError(`--engine ${values.engine} is unknown; use embedded.`);
  const rows = wholeNumber('rows', values.rows, 5_000_000);
  return {
    rows,
    threads: wholeNumber('threads', values.threads, 8),
    // The exact answers cost rows × queries products.
    queries: wholeNumber('queries', values.queries ?? String(Math.max(20, Math.min(200, Math.round(2e7 / rows)))), 1000),
  };
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) throw new UsageError(`--${name} must be a whole number from 1 to ${most}.`);
  return value;
}
