import { Catalog, CatalogModule } from '@facerec/catalog';
import { FaceIndexingModule } from '@facerec/face-indexing';
import { FacePipelineModule } from '@facerec/face-pipeline';
import { ImageStoreModule } from '@facerec/image-store';
import { IndexingQueueModule } from '@facerec/indexing-queue';
import { currentTraceparent, HttpMetrics, Metrics, type StoreCall, StoreMetrics, traceStatement } from '@facerec/observability';
import type { Settings } from '@facerec/settings';
import { VectorStore, VectorStoreModule } from '@facerec/vector-store';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { BootstrapKeys, KnownKeys } from './access/known-keys';
import { DeletionController } from './deletion/deletion.controller';
import { FaceRecognitionController } from './face-recognition/face-recognition.controller';
import { ImageIndexing } from './face-recognition/image-indexing';
import { ReceiptWaiter } from './face-recognition/receipt-waiter';
import { Departure } from './health/departure';
import { HealthController } from './health/health.controller';
import { QueueTouch } from './health/queue-touch';
import { ServiceReadiness } from './health/service-readiness';
import { HttpLimits } from './http-limits';
import { ImageJobs } from './jobs/image-jobs';
import { jobControllers, jobProviders } from './jobs/jobs';
import { loggingParams } from './logging';
import { MetricsController } from './metrics/metrics.controller';
import { metricsProvider, tracingProvider } from './metrics/metrics.provider';
import { ProblemFilter } from './problems/problem.filter';
import { RequestValidationPipe } from './problems/request-validation.pipe';
import { resourceControllers, resourceProviders } from './resources';
import { DefaultThreshold } from './search/default-threshold';
import { SystemController } from './system/system.controller';
import { SystemFacts, systemFacts } from './system/system-facts';

/** The HTTP service over face-indexing. Its parts open what they need when it is created, and close it on shutdown. */
@Module({
  // Swagger UI shows the routes of a tag in this order: a collection's own come after those of what it holds, since the last one deletes it.
  controllers: [
    FaceRecognitionController, ...resourceControllers, ...jobControllers, DeletionController, SystemController, HealthController, MetricsController,
  ],
  providers: [
    KnownKeys,
    ImageIndexing,
    ImageJobs,
    ...jobProviders,
    QueueTouch,
    ReceiptWaiter,
    ServiceReadiness.provider,
    ...resourceProviders,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: RequestValidationPipe },
  ],
})
export class ApiModule {
  static forRoot(settings: Settings): DynamicModule {
    const metrics = new Metrics();
    const stores = new StoreMetrics(metrics);
    // Nest knows a dynamic module by its object: the same ones, handed on, are opened once.
    const databases = [
      VectorStoreModule.forRoot(settings.vectorStore),
      CatalogModule.forRoot({ ...settings.catalog, onStatement: catalogListener(stores, settings) }),
    ];
    // After them: a process that ends amid the first inference, because a database refused it, is aborted and not heard.
    const pipeline = FacePipelineModule.forRootAsync({ imports: databases, inject: [VectorStore, Catalog], useFactory: () => settings.pipeline });
    const shared = [...databases, pipeline, ImageStoreModule.forRoot(settings.imageStore)];
    return {
      module: ApiModule,
      imports: [
        LoggerModule.forRoot(loggingParams(settings)),
        ...shared,
        IndexingQueueModule.forRoot({ ...settings.queue, ...(settings.tracing !== undefined && { traceparent: currentTraceparent }) }),
        FaceIndexingModule.forRoot({ ...settings.faceIndexing, imports: shared }),
      ],
      providers: [
        { provide: BootstrapKeys, useValue: settings.http },
        { provide: HttpMetrics, useFactory: () => new HttpMetrics(metrics) },
        tracingProvider(settings.tracing && { serviceName: 'facerec-api', ...settings.tracing }),
        metricsProvider(metrics, stores, settings.vectorStore.kind),
        { provide: Departure, useFactory: () => new Departure(settings.http.drainMs) },
        { provide: HttpLimits, useValue: settings.http },
        { provide: DefaultThreshold, useValue: settings.faceIndexing },
        { provide: SystemFacts, useValue: systemFacts(settings) },
      ],
    };
  }
}

function catalogListener(stores: StoreMetrics, { catalog: { kind: engine }, tracing }: Settings): (call: StoreCall) => void {
  const measure = stores.listener({ store: 'catalog', engine });
  if (tracing === undefined) return measure;
  return (call) => {
    measure(call);
    traceStatement(call);
  };
}
