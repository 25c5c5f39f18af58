import { join } from 'node:path';
import { EnvironmentReader } from './environment-reader';
import { SettingsError } from './errors';
import { loadAws } from './load-aws';
import type { Settings } from './settings';

const ANY = Number.MAX_SAFE_INTEGER;
const LOOPBACK = { pattern: /^(localhost|127(\.\d{1,3}){3}|::1)$/, expected: 'a loopback address: until requests are authenticated this service listens on 127.0.0.1 only, so put a proxy before it' };

/** Reads every setting once; throws one `SettingsError` that lists all wrong variables by name. */
export function loadSettings(env: NodeJS.ProcessEnv): Settings {
  const read = new EnvironmentReader(env);
  const environment = read.choice('ENVIRONMENT', ['development', 'test', 'production'], 'development');
  const dataDirectory = read.text('DATA_DIR', '.data');
  refuseWhatIsNotHereYet(read, environment);
  const settings: Settings = {
    environment,
    logLevel: read.choice('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'info'),
    http: loadHttp(read),
    pipeline: loadPipeline(read, dataDirectory),
    faceIndexing: loadFaceIndexing(read),
    // 512 numbers: the embedders of all packs in models/manifest.json.
    vectorStore: { kind: 'embedded', directory: join(dataDirectory, 'vectors'), dimension: 512 },
    catalog: { kind: 'sqlite', file: join(dataDirectory, 'catalog.sqlite') },
    ...loadAws(read, environment),
  };
  if (read.problems.length > 0) throw new SettingsError(read.problems);
  return settings;
}

function loadHttp(read: EnvironmentReader): Settings['http'] {
  return {
    host: read.matching('HOST', LOOPBACK, '127.0.0.1'),
    port: read.integer('PORT', { min: 0, max: 65_535 }, 3000),
    allowedOrigins: read.list('ALLOWED_ORIGINS'),
    // Load balancers close a silent connection after 60 s: 55 s leaves time for the answer.
    indexWaitMs: read.integer('INDEX_WAIT_MS', { min: 0, max: 55_000 }, 30_000),
    maxMatches: read.integer('MAX_MATCHES', { min: 1, max: 100 }, 100),
  };
}

function loadPipeline(read: EnvironmentReader, dataDirectory: string): Settings['pipeline'] {
  return {
    modelsDirectory: read.text('MODELS_DIR', 'models'),
    pack: read.text('MODEL_PACK', 'compact'),
    cacheDirectory: join(dataDirectory, 'cache'),
    workers: read.optionalInteger('PIPELINE_WORKERS', { min: 1, max: 256 }),
    maxQueue: read.optionalInteger('PIPELINE_MAX_QUEUE', { min: 1, max: 10_000 }),
    maxImagePixels: read.integer('MAX_IMAGE_PIXELS', { min: 76_800, max: ANY }, 2_073_600),
    maxDecodePixels: read.integer('MAX_DECODE_PIXELS', { min: 1, max: ANY }, 40_000_000),
    minFaceConfidence: read.optionalFraction('MIN_FACE_CONFIDENCE'),
  };
}

function loadFaceIndexing(read: EnvironmentReader): Settings['faceIndexing'] {
  const similarity = read.optionalFraction('SIMILARITY_THRESHOLD');
  return {
    maxFacesPerImage: read.integer('MAX_FACES_PER_IMAGE', { min: 1, max: 20 }, 20),
    // The original's similarity is (cosine + 1) / 2.
    searchCosine: similarity === undefined ? undefined : 2 * similarity - 1,
  };
}

/** Refusing is kinder than ignoring: whoever sets one of these expects their faces in that database. */
function refuseWhatIsNotHereYet(read: EnvironmentReader, environment: Settings['environment']): void {
  const vectorStore = read.text('VECTOR_STORE', 'embedded');
  if (vectorStore !== 'embedded') {
    read.reject('VECTOR_STORE', `"${vectorStore}" is not supported yet; use embedded.`);
  }
  if (read.optionalText('DATABASE_URL') !== undefined) {
    read.reject('DATABASE_URL', 'Postgres is not supported yet; remove it, and jobs and receipts are kept in DATA_DIR.');
  } else if (environment === 'production') {
    read.reject(
      'DATABASE_URL',
      'ENVIRONMENT=production needs a database that api and indexer share, and Postgres is not supported yet; on one machine use ENVIRONMENT=development.',
    );
  }
}
