import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { SettingsError } from './errors';
import { loadSettings } from './load-settings';

const example = readFileSync(join(__dirname, '../../../.env.example'), 'utf8');

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

function namesRead(): string[] {
  const names = new Set<string>();
  const env = new Proxy<NodeJS.ProcessEnv>({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, {
    get: (target, name) => (names.add(String(name)), target[String(name)]),
  });
  loadSettings(env);
  return [...names].sort();
}

/** Of the key "test". */
const digest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

describe('loadSettings', () => {
  it('needs nothing on a laptop', () => {
    const settings = loadSettings({});
    expect(settings).toMatchObject({
      environment: 'development',
      http: { host: '127.0.0.1', port: 3000, apiKeyDigests: [], requestsPerMinute: 6_000, refusalsPerMinute: 60, requestTimeoutMs: 30_000, trustedProxies: 0, allowedOrigins: [], indexWaitMs: 30_000, maxMatches: 100 },
      pipeline: { modelsDirectory: 'models', pack: 'compact', cacheDirectory: '.data/cache', maxImagePixels: 2_073_600, maxDecodePixels: 40_000_000 },
      faceIndexing: { maxFacesPerImage: 20 },
      vectorStore: { kind: 'embedded', directory: '.data/vectors', dimension: 512 },
      catalog: { kind: 'sqlite', file: '.data/catalog.sqlite' },
      imageStore: { region: 'us-east-1', allowedBuckets: [], maxImageBytes: 67_108_864, bucket: 'facerec' },
      queue: { region: 'us-east-1', queueName: 'facerec-indexing', batchSize: 10, visibilityTimeoutSeconds: 30, maxReceiveCount: 10 },
    });
    expect(settings.pipeline.workers).toBeUndefined();
    expect(settings.faceIndexing.searchCosine).toBeUndefined();
  });

  it('writes lines for people, except in production, unless told', () => {
    const production = { ENVIRONMENT: 'production', VECTOR_STORE: 'pgvector', DATABASE_URL: 'postgres://db/facerec', S3_BUCKETS: 'photos', API_KEYS_SHA256: digest };
    expect([loadSettings({}), loadSettings(production), loadSettings({ LOG_FORMAT: 'json' })].map(({ logFormat }) => logFormat)).toEqual(['readable', 'json', 'json']);
  });

  it('turns a similarity of 0..1 into a cosine of -1..1', () => {
    expect(loadSettings({ SIMILARITY_THRESHOLD: '0.725' }).faceIndexing.searchCosine).toBeCloseTo(0.45, 12);
    expect(loadSettings({ SIMILARITY_THRESHOLD: '0' }).faceIndexing.searchCosine).toBe(-1);
  });

  it('lists every wrong variable by name in one error', () => {
    const problems = problemsOf({ PORT: 'http', MAX_FACES_PER_IMAGE: '21', SQS_BATCH_SIZE: '2.5', MIN_FACE_CONFIDENCE: '1.2', LOG_LEVEL: 'loud' });
    expect(problems).toHaveLength(5);
    expect(problems).toContain('MAX_FACES_PER_IMAGE: "21" is not a whole number from 1 to 20.');
    expect(problems).toContain('LOG_LEVEL: "loud" is not known; use trace, debug, info, warn, error, silent.');
    for (const name of ['PORT', 'SQS_BATCH_SIZE', 'MIN_FACE_CONFIDENCE']) {
      expect(problems.filter((problem) => problem.startsWith(`${name}: `))).toHaveLength(1);
    }
  });

  it('listens on loopback only, unless requests need a key', () => {
    for (const host of ['127.0.0.1', 'localhost', '::1']) expect(loadSettings({ HOST: host }).http.host).toBe(host);
    for (const host of ['0.0.0.0', '::', '192.168.1.7', 'localhost.example']) {
      expect(problemsOf({ HOST: host })).toEqual([expect.stringMatching(/^HOST: ".*" can be reached from elsewhere; set API_KEYS_SHA256/)]);
      expect(loadSettings({ HOST: host, API_KEYS_SHA256: digest }).http.host).toBe(host);
    }
  });

  it('reads the digests of keys, in either case', () => {
    expect(loadSettings({ API_KEYS_SHA256: `${digest.toUpperCase()}, ${digest}` }).http.apiKeyDigests).toEqual([digest, digest]);
  });

  it('never repeats what may be the key itself', () => {
    const [problem, ...others] = problemsOf({ API_KEYS_SHA256: `${digest},my-secret-key` });
    expect(problem).toMatch(/^API_KEYS_SHA256: entry 2 is not a SHA-256 digest/);
    expect(problem).not.toContain('my-secret-key');
    expect(others).toEqual([]);
  });

  it('reads origins as browsers write them', () => {
    expect(loadSettings({ ALLOWED_ORIGINS: 'https://photos.example, http://localhost:8080,*' }).http.allowedOrigins).toHaveLength(3);
    for (const origin of ['photos.example', 'https://photos.example/', 'https://photos.example/album', 'https://PHOTOS.example']) {
      expect(problemsOf({ ALLOWED_ORIGINS: `${origin},https://fine.example` })).toEqual([`ALLOWED_ORIGINS: "${origin}" is not an origin such as https://photos.example, without a path or a "/" at its end.`]);
    }
  });

  it('adds AWS_S3_BUCKET to an allow-list and drops repetitions', () => {
    const { imageStore } = loadSettings({ S3_BUCKETS: ' albums, archive ,albums', AWS_S3_BUCKET: 'uploads' });
    expect(imageStore.allowedBuckets).toEqual(['albums', 'archive', 'uploads']);
  });

  it('does not start in production without buckets and stores that api and indexer share', () => {
    expect(problemsOf({ ENVIRONMENT: 'production' }).map((problem) => problem.split(':')[0])).toEqual(['VECTOR_STORE', 'DATABASE_URL', 'S3_BUCKETS']);
    const shared = { ENVIRONMENT: 'production', S3_BUCKETS: 'photos', DATABASE_URL: 'postgres://db/faces' };
    for (const VECTOR_STORE of ['pgvector', 'embedded']) expect(loadSettings({ ...shared, VECTOR_STORE }).vectorStore.kind).toBe(VECTOR_STORE);
  });

  it('gives S3 events to collections by prefix', () => {
    const rules = (text: string) => loadSettings({ S3_EVENT_COLLECTIONS: text }).queue.eventCollections;
    expect(rules('')).toEqual([]);
    expect(rules('albums/2026/=holidays, a=b/=equals, =all')).toEqual([
      { prefix: 'albums/2026/', collectionId: 'holidays' }, { prefix: 'a=b/', collectionId: 'equals' }, { prefix: '', collectionId: 'all' },
      { prefix: 'kept-photos/', collectionId: null },
    ]);
    expect(problemsOf({ S3_EVENT_COLLECTIONS: 'albums/, x=a b' })).toEqual([
      'S3_EVENT_COLLECTIONS: "albums/" is not prefix=collection (1 to 100 of A-Z, a-z, 0-9, "_" and "-").',
      'S3_EVENT_COLLECTIONS: "x=a b" is not prefix=collection (1 to 100 of A-Z, a-z, 0-9, "_" and "-").',
    ]);
  });

  it('stops within 100 s, and asks nobody about Spot on a laptop', () => {
    expect(loadSettings({})).toMatchObject({ indexer: { shutdownLimitMs: 100_000 } });
    expect(loadSettings({}).indexer.spotNoticeUrl).toBeUndefined();
    expect(problemsOf({ SHUTDOWN_LIMIT_SECONDS: '0' })).toHaveLength(1);
  });

  it('refuses a FIFO queue', () => {
    expect(problemsOf({ SQS_QUEUE_NAME: 'faces.fifo' })[0]).toMatch(/^SQS_QUEUE_NAME: "faces.fifo" is not the name of a standard queue/);
  });

  it('brings credentials for a local cloud only, and never in place of your own', () => {
    const local = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };
    expect(loadSettings(local).queue).toMatchObject({ endpoint: local.AWS_ENDPOINT_URL, credentials: { accessKeyId: 'local' } });
    expect(loadSettings({ ...local, AWS_ACCESS_KEY_ID: 'AKIA' }).queue.credentials).toBeUndefined();
    expect(loadSettings({ AWS_ENDPOINT_URL: 'https://s3.example.org' }).imageStore.credentials).toBeUndefined();
    expect(loadSettings({}).imageStore.credentials).toBeUndefined();
  });
});

describe('.env.example', () => {
  it('names exactly the variables that are read', () => {
    const documented = [...example.matchAll(/^(?:# )?([A-Z0-9_]+)=/gm)].map((line) => line[1]).sort();
    expect(documented).toEqual(namesRead());
  });

  it('shows the defaults', () => {
    expect(loadSettings(parseEnv(example))).toEqual(loadSettings({}));
  });
});
