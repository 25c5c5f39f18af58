/** One readonly tree, shaped like the options the libs take. Read once, in main.ts, from the environment. */
export interface Settings {
  readonly environment: 'development' | 'test' | 'production';
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly logFormat: 'json' | 'readable';
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** SHA-256 of each key that may call, in hexadecimal digits; empty: no key is asked for. */
    readonly apiKeyDigests: readonly string[];
    /** Requests of one key in a minute; 0: as many as come. */
    readonly requestsPerMinute: number;
    /** Requests without a good key that one address may send in a minute before it is told 429 instead of 401; 0: as many as come. */
    readonly refusalsPerMinute: number;
    /** For the whole of a request to arrive. */
    readonly requestTimeoutMs: number;
    /** Proxies in front of the service, each of which adds to X-Forwarded-For; 0: callers are connected directly. */
    readonly trustedProxies: number;
    /** CORS; empty: same origin only. */
    readonly allowedOrigins: readonly string[];
    /** How long POST /index waits for its receipt before it answers 202. */
    readonly indexWaitMs: number;
    /** From the signal to stop until no new connection is taken: the time load balancers have to notice. */
    readonly drainMs: number;
    readonly maxMatches: number;
  };
  /** Where traces go; default: nowhere, and nothing is traced. */
  readonly tracing?: {
    readonly tracesUrl: string;
    /** Default: facerec-api, facerec-indexer. */
    readonly serviceName?: string;
    /** 0..1, of the traces that begin here. */
    readonly sampleRatio: number;
  };
  readonly indexer: {
    /** Touched at every poll and every finished photo, for those who watch the process; default: no file. */
    readonly heartbeatFile?: string;
    /** Where the indexer answers GET /metrics, on `http.host` and with its keys; default: nowhere, and nothing is counted. */
    readonly metricsPort?: number;
    /** Where the instance's metadata service says that a Spot instance will be taken back; default: nobody is asked. */
    readonly spotNoticeUrl?: string;
    /** From the request to stop to the end of the process, whatever is in hand then. */
    readonly shutdownLimitMs: number;
  };
  readonly pipeline: {
    readonly modelsDirectory: string;
    readonly pack: string;
    readonly cacheDirectory: string;
    readonly workers?: number;
    readonly maxQueue?: number;
    readonly maxImagePixels: number;
    readonly maxDecodePixels: number;
    readonly minFaceConfidence?: number;
    readonly minFaceSize: number;
    readonly detail: 'fast' | 'balanced' | 'thorough';
  };
  readonly faceIndexing: {
    readonly maxFacesPerImage: number;
    readonly searchCosine?: number;
    /** Of AWS_S3_BUCKET: where uploaded photos lie that are to be kept. */
    readonly keptPhotos: { readonly bucket: string; readonly prefix: string };
  };
  readonly vectorStore: EmbeddedVectorSettings | PineconeSettings | PgVectorSettings;
  readonly catalog: { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };
  readonly imageStore: {
    readonly region: string;
    readonly endpoint?: string;
    readonly allowedBuckets: readonly string[];
    readonly maxImageBytes: number;
    readonly credentials?: LocalCredentials;
    /** Where the tools put photos, and uploads that are to be kept (AWS_S3_BUCKET). */
    readonly bucket: string;
  };
  readonly queue: {
    readonly region: string;
    readonly endpoint?: string;
    readonly queueName: string;
    readonly batchSize: number;
    readonly visibilityTimeoutSeconds: number;
    /** Deliveries of one message before it goes to the dead-letter queue. */
    readonly maxReceiveCount: number;
    /** Which collection an S3 event's object belongs to, by its key's longest prefix; empty: such events are not expected. */
    readonly eventCollections: readonly { readonly prefix: string; readonly collectionId: string | null }[];
    readonly credentials?: LocalCredentials;
  };
}

export interface EmbeddedVectorSettings {
  readonly kind: 'embedded';
  readonly directory: string;
  readonly dimension: number;
}

export interface PineconeSettings {
  readonly kind: 'pinecone';
  readonly apiKey: string;
  readonly index: string;
  readonly host?: string;
  readonly controllerUrl?: string;
  readonly createIfMissing?: { readonly cloud: 'aws' | 'gcp' | 'azure'; readonly region: string };
  readonly dimension: number;
}

export interface PgVectorSettings {
  readonly kind: 'pgvector';
  readonly url: string;
  readonly dimension: number;
}

/** Set only for a local cloud, which checks none; everywhere else the AWS SDK finds its own. */
export interface LocalCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
