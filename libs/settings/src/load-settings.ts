import { join } from 'node:path';
import { EnvironmentReader } from './environment-reader';
import { SettingsError } from './errors';
import { KEPT_PHOTOS, loadAws, URL_RULE } from './load-aws';
import { loadStores } from './load-stores';
import type { Settings } from './settings';

const ANY = Number.MAX_SAFE_INTEGER;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const OTLP_RULE = { pattern: /^https?:\/\/[^\s/]+(\/\S*)?$/, expected: 'a collector\'s address such as http://127.0.0.1:4318' };
const SHA256 = /^[0-9a-f]{64}$/i;

/** Reads every setting once; throws one `SettingsError` that lists all wrong variables by name. */
export function loadSettings(env: NodeJS.ProcessEnv): Settings {
  const read = new EnvironmentReader(env);
  const environment = read.choice('ENVIRONMENT', ['development', 'test', 'production'], 'development');
  const settings = {
    environment,
    logLevel: read.choice('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'info'),
    logFormat: read.choice('LOG_FORMAT', ['json', 'readable'], environment === 'production' ? 'json' : 'readable'),
    http: loadHttp(read, environment),
    tracing: loadTracing(read),
    indexer: loadIndexer(read),
    pipeline: loadPipeline(read),
    faceIndexing: loadFaceIndexing(read),
    ...loadStores(read, environment),
    ...loadAws(read, environment),
  };
  if (read.problems.length > 0) throw new SettingsError(read.problems);
  const keptPhotos = { bucket: settings.imageStore.bucket, prefix: KEPT_PHOTOS };
  return { ...settings, faceIndexing: { ...settings.faceIndexing, keptPhotos } };
}

function loadHttp(read: EnvironmentReader, environment: Settings['environment']): Settings['http'] {
  const apiKeyDigests = loadKeyDigests(read);
  return {
    host: loadHost(read, apiKeyDigests.length > 0),
    port: read.integer('PORT', { min: 0, max: 65_535 }, 3000),
    apiKeyDigests,
    // 100 a second: more than a machine's workers can analyse, and no bar to searches by embedding.
    requestsPerMinute: read.integer('RATE_LIMIT_PER_MINUTE', { min: 0, max: 9_999_999 }, 6_000),
    refusalsPerMinute: read.integer('REFUSALS_PER_MINUTE', { min: 0, max: 9_999_999 }, 60),
    requestTimeoutMs: 1000 * read.integer('REQUEST_TIMEOUT_SECONDS', { min: 1, max: 600 }, 30),
    trustedProxies: read.integer('TRUSTED_PROXIES', { min: 0, max: 10 }, 0),
    allowedOrigins: loadOrigins(read),
    // Load balancers close a silent connection after 60 s: 55 s leaves time for the answer.
    indexWaitMs: read.integer('INDEX_WAIT_MS', { min: 0, max: 55_000 }, 30_000),
    // ECS takes a task out of its load balancer as it sends the signal, which takes a few seconds to hold everywhere.
    drainMs: read.integer('SHUTDOWN_DRAIN_MS', { min: 0, max: 60_000 }, environment === 'production' ? 5_000 : 0),
    maxMatches: read.integer('MAX_MATCHES', { min: 1, max: 100 }, 100),
  };
}

/** OpenTelemetry's own names; its SDK reads the headers for the collector and further resource attributes by itself. */
function loadTracing(read: EnvironmentReader): Settings['tracing'] {
  const endpoint = read.matching('OTEL_EXPORTER_OTLP_ENDPOINT', OTLP_RULE, undefined);
  read.optionalChoice('OTEL_EXPORTER_OTLP_PROTOCOL', ['http/json']);
  const serviceName = read.optionalText('OTEL_SERVICE_NAME');
  const sampleRatio = read.optionalFraction('OTEL_TRACES_SAMPLER_ARG') ?? 1;
  return endpoint === undefined ? undefined : { tracesUrl: `${endpoint.replace(/\/$/, '')}/v1/traces`, ...(serviceName !== undefined && { serviceName }), sampleRatio };
}

function loadIndexer(read: EnvironmentReader): Settings['indexer'] {
  return {
    heartbeatFile: read.optionalText('HEARTBEAT_FILE'),
    metricsPort: read.optionalInteger('METRICS_PORT', { min: 0, max: 65_535 }),
    spotNoticeUrl: read.matching('SPOT_NOTICE_URL', URL_RULE, undefined),
    // A Spot instance is taken back 120 s after its notice, which takes up to 5 s to be seen.
    shutdownLimitMs: 1000 * read.integer('SHUTDOWN_LIMIT_SECONDS', { min: 1, max: 110 }, 100),
  };
}

/** Whoever reaches an open service may read and change every face: without a key it stays on this machine. */
function loadHost(read: EnvironmentReader, hasKeys: boolean): string {
  const host = read.text('HOST', '127.0.0.1');
  if (!hasKeys && !LOOPBACK.test(host)) {
    read.reject('HOST', `"${host}" can be reached from elsewhere; set API_KEYS_SHA256 so that requests need a key, or listen on 127.0.0.1.`);
  }
  return host;
}

/** As browsers send them; "*": every one, which is safe since no cookie opens anything here. */
function loadOrigins(read: EnvironmentReader): string[] {
  const origins = read.list('ALLOWED_ORIGINS');
  const wrong = origins.filter((origin) => origin !== '*' && (!URL.canParse(origin) || new URL(origin).origin !== origin));
  if (wrong.length > 0) read.reject('ALLOWED_ORIGINS', `"${wrong.join('", "')}" is not an origin such as https://photos.example, without a path or a "/" at its end.`);
  return origins;
}

/** The value of a wrong one is not repeated: it may be the key itself. */
function loadKeyDigests(read: EnvironmentReader): string[] {
  const digests = read.list('API_KEYS_SHA256');
  const wrong = digests.findIndex((digest) => !SHA256.test(digest));
  if (wrong >= 0) {
    read.reject('API_KEYS_SHA256', `entry ${wrong + 1} is not a SHA-256 digest in 64 hexadecimal digits; make it by "printf %s KEY | sha256sum".`);
  }
  return digests.map((digest) => digest.toLowerCase());
}

function loadPipeline(read: EnvironmentReader): Settings['pipeline'] {
  return {
    modelsDirectory: read.text('MODELS_DIR', 'models'),
    pack: read.text('MODEL_PACK', 'compact'),
    cacheDirectory: join(read.text('DATA_DIR', '.data'), 'cache'),
    workers: read.optionalInteger('PIPELINE_WORKERS', { min: 1, max: 256 }),
    maxQueue: read.optionalInteger('PIPELINE_MAX_QUEUE', { min: 1, max: 10_000 }),
    maxImagePixels: read.integer('MAX_IMAGE_PIXELS', { min: 76_800, max: ANY }, 2_073_600),
    maxDecodePixels: read.integer('MAX_DECODE_PIXELS', { min: 1, max: ANY }, 40_000_000),
    minFaceConfidence: read.optionalFraction('MIN_FACE_CONFIDENCE'),
    minFaceSize: read.integer('MIN_FACE_SIZE', { min: 1, max: 10_000 }, 10),
    detail: read.choice('DETECTION_DETAIL', ['fast', 'balanced', 'thorough'], 'balanced'),
  };
}

function loadFaceIndexing(read: EnvironmentReader): Omit<Settings['faceIndexing'], 'keptPhotos'> {
  const similarity = read.optionalFraction('SIMILARITY_THRESHOLD');
  return {
    maxFacesPerImage: read.integer('MAX_FACES_PER_IMAGE', { min: 1, max: 20 }, 20),
    // The original's similarity is (cosine + 1) / 2.
    searchCosine: similarity === undefined ? undefined : 2 * similarity - 1,
  };
}
