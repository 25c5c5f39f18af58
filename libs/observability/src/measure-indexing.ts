import type { Metrics } from './metrics';
import { outcomeOf } from './outcome-of';
import { watchCalls } from './watch-calls';

interface IndexedReceipt {
  readonly state: string;
  readonly faces: readonly unknown[];
}

/** What is measured of a `FaceIndexer`. */
export interface MeasuredIndexer {
  index(...facts: never[]): Promise<IndexedReceipt>;
  indexUpload(...facts: never[]): Promise<IndexedReceipt>;
}

/** Images by what became of them, and their faces. */
export function measureIndexing(metrics: Metrics, indexer: MeasuredIndexer): void {
  const durations = metrics.histogram({
    name: 'facerec_image_duration_seconds', labels: ['outcome'],
    help: 'Attempts to index an image, from its reading to its receipt: indexed, no_face, superseded or failed for good; or why it will be tried again.',
  });
  const faces = metrics.counter({ name: 'facerec_faces_indexed_total', help: 'Faces of the images that were indexed.' });

  watchCalls(indexer, ['index', 'indexUpload'], async (_method, call) => {
    const startedAt = performance.now();
    const observe = (outcome: string): void => durations.observe({ outcome }, (performance.now() - startedAt) / 1000);
    try {
      const receipt = (await call()) as IndexedReceipt;
      observe(receipt.state);
      if (receipt.state === 'indexed') faces.inc(receipt.faces.length);
      return receipt;
    } catch (error) {
      observe(outcomeOf(error));
      throw error;
    }
  });
}
