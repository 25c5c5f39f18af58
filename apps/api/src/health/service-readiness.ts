import { Catalog } from '@facerec/catalog';
import { FacePipelinePool, PipelineBusyError } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { IndexingQueue } from '@facerec/indexing-queue';
import { VectorStore } from '@facerec/vector-store';
import type { FactoryProvider } from '@nestjs/common';
import { Readiness } from './readiness';

/** Load balancers ask every few seconds and give up after about five. */
const options = { maxAgeMs: 3_000, timeoutMs: 2_000 };

/** A grey PNG of 64×64 pixels, for the models to find nobody in. */
const blankImage = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAAAA1BMVEWAgICQdD0xAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAG0lEQVRYhe3BgQAAAADDoPlT3+AE' +
    'VQEAAAB0DRBAAAGx1LfoAAAAAElFTkSuQmCC',
  'base64',
);

type Parts = readonly [FacePipelinePool, VectorStore, Catalog, ImageStore, IndexingQueue];

/** The self-test behind /readyz: the models, both stores, the catalog and the queue. */
export class ServiceReadiness extends Readiness<'model' | 'vector_store' | 'catalog' | 'image_store' | 'queue'> {
  static readonly provider: FactoryProvider<ServiceReadiness> = {
    provide: ServiceReadiness,
    inject: [FacePipelinePool, VectorStore, Catalog, ImageStore, IndexingQueue],
    useFactory: (...parts: Parts) => new ServiceReadiness(parts),
  };

  constructor([pool, vectors, catalog, images, queue]: Parts) {
    super({
      model: () => analyzeBlank(pool),
      vector_store: () => vectors.ping(),
      catalog: () => catalog.ping(),
      image_store: () => images.ping(),
      queue: () => queue.ping(),
    }, options);
  }
}

/** A pool with all hands full is at work, which is what is asked here: it stays ready. */
async function analyzeBlank(pool: FacePipelinePool): Promise<void> {
  const { running, workers } = pool.stats();
  if (workers > 0 && running >= workers) return;
  try {
    await pool.analyze(blankImage);
  } catch (error) {
    if (!(error instanceof PipelineBusyError)) throw error;
  }
}
