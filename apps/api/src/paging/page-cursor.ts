import { InvalidRequestError } from '../problems/errors';

/** Where a page ended, as clients hand it back: opaque to them, and nothing but a place in a list. */
export function encodeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** `types`: of each part. Throws `InvalidRequestError` for what no page of that list ended with. */
export function decodeCursor<T extends readonly (string | number)[]>(cursor: string, types: readonly ('string' | 'number')[]): T {
  const place = parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (Array.isArray(place) && place.length === types.length && place.every((part, index) => typeof part === types[index])) return place as unknown as T;
  throw new InvalidRequestError([{ pointer: 'cursor', detail: 'cursor must be the next_cursor of the page before' }]);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
