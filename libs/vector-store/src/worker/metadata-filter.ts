import type { Filter } from './protocol.ts';

/**
 * What the JSON text of matching metadata must contain. Metadata is flat and written by JSON.stringify, so a key and its
 * value stand there literally; `"n":1` also stands in `"n":12`, hence `matches`.
 */
export function fragments(filter: Filter): string[] {
  return Object.entries(filter).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
}

export function matches(metadata: string, filter: Filter): boolean {
  const found = JSON.parse(metadata) as Filter;
  return Object.entries(filter).every(([key, value]) => found[key] === value);
}
