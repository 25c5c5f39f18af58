import { InvalidRequestError } from '../problems/errors';
import { decodeCursor, encodeCursor } from './page-cursor';

describe('a page cursor', () => {
  it('leads back to where the page ended, and fits into a URL', () => {
    const place = [1767225600000, 'ü/😀 +%.jpg'];
    const cursor = encodeCursor(place);
    expect(encodeURIComponent(cursor)).toBe(cursor);
    expect(decodeCursor(cursor, ['number', 'string'])).toEqual(place);
  });

  it.each(['', 'x', encodeCursor(['a']), encodeCursor(['a', 1]), encodeCursor([1, 'a', 'b']), Buffer.from('{}').toString('base64url')])('refuses %p', (cursor) => {
    expect(() => decodeCursor(cursor, ['number', 'string'])).toThrow(InvalidRequestError);
  });
});
