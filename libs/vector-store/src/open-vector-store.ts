import { EmbeddedVectorStore } from './embedded-vector-store';
import type { PineconeVectorStoreOptions } from './pinecone/pinecone-options';
import type { PgVectorStoreOptions } from './pgvector/pg-options';
import type { VectorStore } from './vector-store';

/** Which engine holds the vectors. */
export type VectorStoreOptions =
  | {
    readonly kind: 'embedded';
    /** Shared by all processes of one machine; created when absent. */
    readonly directory: string;
    /** Length of an embedding, 1..4096. */
    readonly dimension: number;
  }
  | ({ readonly kind: 'pinecone' } & PineconeVectorStoreOptions)
  | ({ readonly kind: 'pgvector' } & PgVectorStoreOptions);

/** For whoever runs without Nest; the caller closes it. */
export async function openVectorStore(options: VectorStoreOptions): Promise<VectorStore> {
  switch (options.kind) {
    case 'embedded':
      return EmbeddedVectorStore.open(options);
    case 'pinecone': {
      // Loaded only where it is used: the SDK costs a tenth of a second at start.
      const { PineconeVectorStore } = await import('./pinecone/pinecone-vector-store');
      return PineconeVectorStore.open(options);
    }
    case 'pgvector': {
      const { PgVectorStore } = await import('./pgvector/pg-vector-store');
      return PgVectorStore.open(options);
    }
  }
}
