export { EmbeddedVectorStore, type EmbeddedVectorStoreOptions } from './embedded-vector-store';
export { InvalidVectorError, VectorStoreSettingsError, VectorStoreUnavailableError } from './errors';
export { openVectorStore, type VectorStoreOptions } from './open-vector-store';
export type { PgVectorStoreOptions } from './pgvector/pg-options';
export type { PineconeVectorStoreOptions } from './pinecone/pinecone-options';
export {
  VectorStore,
  type CollectionStats, type MetadataFilter, type PageOptions, type QueryOptions, type RecordPage, type VectorMatch, type VectorMetadata, type VectorRecord,
} from './vector-store';
export { VectorStoreModule } from './vector-store.module';
