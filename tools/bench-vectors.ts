// usage: npm run bench:vectors -- --engine embedded|pgvector --rows N [--threads T] [--queries Q]
// Fills a fresh store with synthetic faces (512-d, five a person) and measures it; the last line is JSON. pgvector runs in a
// database of its own on the server of DATABASE_URL, else on PGlite; its HNSW index is built after the load, and takes 2,000 rows
// more then (upserts_per_s).
import { parseArgs } from 'node:util';
import { benchEmbedded } from './bench-vectors/embedded';
import { benchPgvector } from './bench-vectors/pgvector';
import { report } from './bench-vectors/report';
import { SyntheticFaces } from './bench-vectors/synthetic-faces';
import { runTool, UsageError } from './cli/cli';

const USAGE = 'npm run bench:vectors -- --engine embedded|pgvector --rows N [--threads T] [--queries Q]';

interface Arguments {
  readonly engine: 'embedded' | 'pgvector';
  readonly rows: number;
  /** Of the embedded engine's scan. */
  readonly threads: number;
  readonly queries: number;
}

runTool(USAGE, async () => {
  const { engine, rows, threads, queries } = readArguments();
  const faces = new SyntheticFaces(rows, queries);
  report(engine === 'embedded' ? await benchEmbedded(faces, threads) : await benchPgvector(faces, process.env['DATABASE_URL'] || undefined));
});

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', default: 'embedded' },
      rows: { type: 'string', default: '100000' },
      threads: { type: 'string', default: '2' },
      queries: { type: 'string' },
    },
  });
  const { engine } = values;
  if (engine !== 'embedded' && engine !== 'pgvector') throw new UsageError(`--engine ${engine} is unknown; use embedded or pgvector.`);
  const rows = wholeNumber('rows', values.rows, 5_000_000);
  return {
    engine,
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
