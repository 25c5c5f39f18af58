import { type MeasuredIndexer, measureIndexing } from './measure-indexing';
import { type MeasuredPipeline, measurePipeline } from './measure-pipeline';
import type { Metrics } from './metrics';
import type { StoreMetrics } from './store-metrics';

export const vectorOperations = ['upsert', 'query', 'fetch', 'list', 'facesOfImage', 'deleteByIds', 'deleteWhere', 'deleteCollection', 'stats', 'ping'] as const;
export const imageOperations = ['read', 'put', 'removeAll', 'head', 'ping'] as const;
export const queueOperations = ['enqueue', 'sendToDeadLetters', 'sendAgain', 'depth', 'ping'] as const;

type Measured<Operation extends string> = Record<Operation, (...facts: never[]) => Promise<unknown>>;

/** The parts that both apps are made of, by what is measured of them; the catalog tells of its statements itself. */
export interface MeasuredService {
  readonly pool: MeasuredPipeline;
  readonly indexer: MeasuredIndexer;
  readonly vectors: Measured<(typeof vectorOperations)[number]>;
  readonly images: Measured<(typeof imageOperations)[number]>;
  readonly queue: Measured<(typeof queueOperations)[number]>;
}

/** From now on, every call. `vectorEngine`: as the settings name it. */
export function measureService(metrics: Metrics, stores: StoreMetrics, { pool, indexer, vectors, images, queue }: MeasuredService, vectorEngine: string): void {
  measurePipeline(metrics, pool);
  measureIndexing(metrics, indexer);
  stores.measure({ store: 'vector_store', engine: vectorEngine }, vectors, vectorOperations);
  stores.measure({ store: 'image_store', engine: 's3' }, images, imageOperations);
  stores.measure({ store: 'queue', engine: 'sqs' }, queue, queueOperations);
}
