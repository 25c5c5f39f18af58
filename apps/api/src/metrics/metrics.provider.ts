import { FaceIndexer } from '@facerec/face-indexing';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { IndexingQueue } from '@facerec/indexing-queue';
import { measureQueue, measureService, Metrics, type StoreMetrics, traceService, Tracing, type TracingOptions } from '@facerec/observability';
import { VectorStore } from '@facerec/vector-store';
import type { FactoryProvider } from '@nestjs/common';

type Parts = readonly [FacePipelinePool, FaceIndexer, VectorStore, ImageStore, IndexingQueue];

/** Metrics that watch the parts of the service. The depth of the queue is told here, since there is always an API, and often no indexer. */
export function metricsProvider(metrics: Metrics, stores: StoreMetrics, vectorEngine: string): FactoryProvider<Metrics> {
  return {
    provide: Metrics,
    inject: [FacePipelinePool, FaceIndexer, VectorStore, ImageStore, IndexingQueue],
    useFactory: (...[pool, indexer, vectors, images, queue]: Parts) => {
      measureService(metrics, stores, { pool, indexer, vectors, images, queue }, vectorEngine);
      measureQueue(metrics, queue);
      return metrics;
    },
  };
}

/** Spans for every call to the parts of the service; does nothing without options. */
export function tracingProvider(options: TracingOptions | undefined): FactoryProvider<Tracing> {
  return {
    provide: Tracing,
    inject: [FacePipelinePool, VectorStore, ImageStore, IndexingQueue],
    useFactory: async (pool: FacePipelinePool, vectors: VectorStore, images: ImageStore, queue: IndexingQueue) => {
      const tracing = await Tracing.open(options);
      if (tracing.isOn) traceService({ pool, vectors, images, queue });
      return tracing;
    },
  };
}
