import type { Metrics } from './metrics';
import { outcomeOf } from './outcome-of';
import { type AsyncMethod, watchCalls } from './watch-calls';

export interface StoreName {
  readonly store: 'vector_store' | 'catalog' | 'image_store' | 'queue';
  /** What it runs on, as the settings name it. */
  readonly engine: string;
}

/** What a store was asked for, and what came of it. */
export interface StoreCall {
  readonly operation: string;
  readonly ms: number;
  readonly error?: unknown;
}

/** How long each store takes for each of its operations. */
export class StoreMetrics {
  private readonly durations;

  constructor(metrics: Metrics) {
    this.durations = metrics.histogram({
      name: 'facerec_store_duration_seconds', labels: ['store', 'engine', 'operation', 'outcome'],
      help: 'Calls to stores and to the queue; outcome: ok, or the kind of error.',
    });
  }

  /** For a store that tells of its own calls. */
  listener({ store, engine }: StoreName): (call: StoreCall) => void {
    return ({ operation, ms, error }) => {
      this.durations.observe({ store, engine, operation, outcome: error === undefined ? 'ok' : outcomeOf(error) }, ms / 1000);
    };
  }

  /** For a store that is watched from outside. */
  measure<T extends object>(name: StoreName, store: T, operations: readonly AsyncMethod<T>[]): void {
    const tell = this.listener(name);
    watchCalls(store, operations, async (operation, call) => {
      const startedAt = performance.now();
      try {
        const result = await call();
        tell({ operation, ms: performance.now() - startedAt });
        return result;
      } catch (error) {
        tell({ operation, ms: performance.now() - startedAt, error });
        throw error;
      }
    });
  }
}
