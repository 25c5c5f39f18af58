import { FaceIndexer } from '@facerec/face-indexing';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { IndexingHandler, IndexingQueue } from '@facerec/indexing-queue';
import { measureMessages, measureService, type Metrics, MetricsServer, type StoreMetrics } from '@facerec/observability';
import type { Settings } from '@facerec/settings';
import { VectorStore } from '@facerec/vector-store';
import { type DynamicModule, Inject, Injectable, Logger, Module, type ModuleMetadata, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';

/** What is needed to count and to tell of it. */
export interface MetricsModuleOptions {
  readonly metrics: Metrics;
  readonly stores: StoreMetrics;
  readonly settings: Settings;
  /** The modules whose parts are measured. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

const optionsToken = Symbol('MetricsModuleOptions');

/** Measures the parts of the indexer, and answers GET /metrics until the stores close. */
@Injectable()
class MetricsEndpoint implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Metrics');
  private server?: MetricsServer;

  constructor(
    @Inject(optionsToken) private readonly options: MetricsModuleOptions,
    private readonly pool: FacePipelinePool,
    private readonly indexer: FaceIndexer,
    private readonly handler: IndexingHandler,
  ) {}

  @Inject() private readonly vectors!: VectorStore;
  @Inject() private readonly images!: ImageStore;
  @Inject() private readonly queue!: IndexingQueue;

  async onModuleInit(): Promise<void> {
    const { metrics, stores, settings: { http, indexer: { metricsPort: port = 0 }, vectorStore } } = this.options;
    const { pool, indexer, vectors, images, queue } = this;
    measureService(metrics, stores, { pool, indexer, vectors, images, queue }, vectorStore.kind);
    measureMessages(metrics, this.handler);
    this.server = await MetricsServer.open(metrics, { ...http, port });
    this.logger.log(`Metrics for Prometheus at http://${http.host}:${this.server.port}/metrics`);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }
}

/** Only where METRICS_PORT is set: elsewhere nothing is counted. */
@Module({ providers: [MetricsEndpoint] })
export class MetricsModule {
  static forRoot(options: MetricsModuleOptions): DynamicModule {
    return { module: MetricsModule, imports: options.imports, providers: [{ provide: optionsToken, useValue: options }] };
  }
}
