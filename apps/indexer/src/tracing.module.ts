import { FacePipelinePool } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { IndexingHandler, IndexingQueue } from '@facerec/indexing-queue';
import { traceMessages, traceService, Tracing, type TracingOptions } from '@facerec/observability';
import { VectorStore } from '@facerec/vector-store';
import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';

type Parts = readonly [FacePipelinePool, VectorStore, ImageStore, IndexingQueue, IndexingHandler];

/** Only where OpenTelemetry's collector is named: a span for each message, and in it one for each call it leads to. */
@Module({})
export class TracingModule {
  static forRoot(options: TracingOptions, imports: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    const tracing = {
      provide: Tracing,
      inject: [FacePipelinePool, VectorStore, ImageStore, IndexingQueue, IndexingHandler],
      useFactory: async (...[pool, vectors, images, queue, handler]: Parts) => {
        traceService({ pool, vectors, images, queue });
        traceMessages(handler);
        return Tracing.open(options);
      },
    };
    return { module: TracingModule, imports, providers: [tracing] };
  }
}
