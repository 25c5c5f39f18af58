import { createHash } from 'node:crypto';
import { ApiKeys } from './api-keys';

const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex');

describe('ApiKeys', () => {
  it('accepts each of its keys, and no other', () => {
    const keys = new ApiKeys([digestOf('first'), digestOf('second')]);
    expect(['first', 'second', 'third', '', 'First', digestOf('first')].map((key) => keys.accept(key))).toEqual([true, true, false, false, false, false]);
  });

  it('are needed as soon as there is one', () => {
    expect(new ApiKeys([]).areNeeded).toBe(false);
    expect(new ApiKeys([digestOf('first')]).areNeeded).toBe(true);
  });
});
