import { rpcError } from './api-error.ts';
import type { Metadata, StoredVector } from './vector-index.ts';

/** Of one request. */
export const MAX_BYTES = 2 * 1024 * 1024;
const MAX_RECORDS = 1_000;
const MAX_ID_LENGTH = 512;
const MAX_METADATA_BYTES = 40_960;

export function validRecords(vectors: unknown, dimension: number): StoredVector[] {
  if (!Array.isArray(vectors) || vectors.length === 0) throw rpcError(400, 'Request must contain at least one vector');
  requireCount(vectors);
  return vectors.map(({ id, values, metadata }: { id: unknown; values: unknown; metadata?: Metadata }) => {
    requireMetadata(metadata ?? {});
    return { id: validId(id), values: validValues(values, dimension), metadata };
  });
}

export function validIds(ids: readonly unknown[]): string[] {
  requireCount(ids);
  return ids.map(validId);
}

export function validValues(values: unknown, dimension: number): number[] {
  // NaN and Infinity arrive as null: JSON has no word for them.
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'number')) throw rpcError(400, 'Vector values must be numbers');
  if (values.length !== dimension) throw rpcError(400, `Vector dimension ${values.length} does not match the dimension of the index ${dimension}`);
  if (values.every((value) => value === 0)) throw rpcError(400, 'Dense vectors must contain at least one non-zero value.');
  return values.map(Math.fround);
}

function requireCount(items: readonly unknown[]): void {
  if (items.length > MAX_RECORDS) throw rpcError(400, `The request has ${items.length} records, the maximum is ${MAX_RECORDS}`);
}

function validId(id: unknown): string {
  if (typeof id !== 'string' || id === '') throw rpcError(400, 'Vector ID must not be empty');
  if (id.length > MAX_ID_LENGTH) throw rpcError(400, `Vector ID is ${id.length} characters long, the maximum is ${MAX_ID_LENGTH}`);
  if (!/^[\x01-\x7f]*$/.test(id)) throw rpcError(400, `Vector ID must be ASCII, but got '${id}'`);
  return id;
}

function requireMetadata(metadata: Metadata): void {
  for (const [key, value] of Object.entries(metadata)) {
    const flat = ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
    if (!flat) throw rpcError(400, `Metadata value must be a string, number, boolean or list of strings, got '${JSON.stringify(value)}' for field '${key}'`);
  }
  const bytes = Buffer.byteLength(JSON.stringify(metadata));
  if (bytes > MAX_METADATA_BYTES) throw rpcError(400, `Metadata size is ${bytes} bytes, which exceeds the limit of ${MAX_METADATA_BYTES} bytes per vector`);
}
