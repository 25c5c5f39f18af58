import type { PineconeRecord } from '@pinecone-database/pinecone';
import type { MetadataFilter, VectorMetadata, VectorRecord } from '../vector-store';

// Pinecone takes printable ASCII only ("Vector ID must be ASCII"), and no spaces in /vectors/fetch. Face ids are UUIDs and stay
// as they are; other ids are written like parts of a URL.
const NOT_PLAIN = /[^!-$&-~]/gu;

export function toPineconeId(id: string): string {
  return id.replace(NOT_PLAIN, encodeURIComponent);
}

export function fromPineconeId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id; // not written by us
  }
}

export function toPineconeRecord({ id, values, metadata }: VectorRecord): PineconeRecord {
  return { id: toPineconeId(id), values: Array.from(values), metadata };
}

export function fromPineconeRecord({ id, values, metadata }: PineconeRecord): VectorRecord {
  return { id: fromPineconeId(id), values: Float32Array.from(values ?? []), metadata: flat(metadata) };
}

export function flat(metadata: PineconeRecord['metadata']): VectorMetadata {
  return (metadata ?? {}) as VectorMetadata;
}

/** Every key equals its value; Pinecone joins several keys by "and". */
export function toPineconeFilter(filter: MetadataFilter): Record<string, { $eq: string | number | boolean }> {
  return Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, { $eq: value }]));
}
