import { EmbeddedVectorStore } from './embedded-vector-store';
import type { VectorStore } from './vector-store';

/** Which engine holds the vectors. */
export type VectorStoreOptions = {
  readonly kind: 'embedded';
  /** Shared by all processes of one machine; created when absent. */
  readonly directory: string;
  /** Length of an embedding, 1..4096. */
  readonly dimension: number;
};

/** For whoever runs without Nest; the caller closes it. */
export function openVectorStore(options: VectorStoreOptions): Promise<VectorStore> {
  switch (options.kind) {
    case 'embedded':
      return EmbeddedVectorStore.open(options);
  }
}
