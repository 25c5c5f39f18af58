import { Catalog, CatalogModule } from '@facerec/catalog';
import { FaceIndexingModule } from '@facerec/face-indexing';
import { FacePipelineModule } from '@facerec/face-pipeline';
import { ImageStoreModule } from '@facerec/image-store';
import { IndexingConsumerModule, IndexingQueueModule } from '@facerec/indexing-queue';
import { Metrics, type StoreCall, StoreMetrics, traceStatement } from '@facerec/observability';
import type { Settings } from '@facerec/settings';
import { VectorStore, VectorStoreModule } from '@facerec/vector-store';
import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { Heartbeat } from './heartbeat';
import { IndexingModule } from './indexing.module';
import { loggingParams } from './logging';
import { MetricsModule } from './metrics.module';
import { TracingModule } from './tracing.module';

/** The queue's consumer over face-indexing; it polls from the moment it is initialised. */
@Module({})
export class IndexerModule {
  /** `leaving` ends a start that waits for its queue. */
  static forRoot(settings: Settings, leaving?: AbortSignal): DynamicModule {
    const counted = settings.indexer.metricsPort === undefined ? undefined : countingOf(settings);
    // Nest knows a dynamic module by its object: the same ones, handed on, are opened once.
    const databases = [
      VectorStoreModule.forRoot(settings.vectorStore),
      CatalogModule.forRoot({ ...settings.catalog, onStatement: listenerOf(counted?.onStatement, settings.tracing && traceStatement) }),
    ];
    // After them: a process that ends amid the first inference, because a database refused it, is aborted and not heard.
    const pipeline = FacePipelineModule.forRootAsync({ imports: databases, inject: [VectorStore, Catalog], useFactory: () => settings.pipeline });
    const leaves = [...databases, pipeline, ImageStoreModule.forRoot(settings.imageStore)];
    const faceIndexing = FaceIndexingModule.forRoot({ ...settings.faceIndexing, imports: leaves });
    const indexing = IndexingModule.forRoot(new Heartbeat(settings.indexer.heartbeatFile), [...leaves, faceIndexing]);
    // The rest of the time is for the pool and the stores to close.
    const queue = IndexingQueueModule.forRoot({ ...settings.queue, drainMs: 0.9 * settings.indexer.shutdownLimitMs });
    return {
      module: IndexerModule,
      imports: [
        LoggerModule.forRoot(loggingParams(settings)),
        ...leaves,
        queue,
        ...(settings.tracing === undefined ? [] : [TracingModule.forRoot({ serviceName: 'facerec-indexer', ...settings.tracing }, [...leaves, indexing, queue])]),
        ...(counted === undefined ? [] : [MetricsModule.forRoot({ ...counted, settings, imports: [...leaves, faceIndexing, indexing, queue] })]),
        IndexingConsumerModule.forRoot({ queue, imports: [indexing], signal: leaving }),
      ],
    };
  }
}

/** The catalog is told at once who listens to its statements; the other parts are measured when they are there. */
function countingOf({ catalog: { kind: engine } }: Settings) {
  const metrics = new Metrics();
  const stores = new StoreMetrics(metrics);
  return { metrics, stores, onStatement: stores.listener({ store: 'catalog', engine }) };
}

type Listener = (call: StoreCall) => void;

/** One for both; undefined where there is none. */
function listenerOf(...listeners: readonly (Listener | undefined)[]): Listener | undefined {
  const told = listeners.filter((listener) => listener !== undefined);
  return told.length === 0 ? undefined : (call) => told.forEach((listener) => listener(call));
}
