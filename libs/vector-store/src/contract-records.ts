import type { VectorMetadata, VectorRecord, VectorStore } from './vector-store';

/** Length of the vectors that the contract suite writes. */
export const CONTRACT_DIMENSION = 64;

const GIVE_UP_AFTER_MS = 10_000;
const READ_AGAIN_AFTER_MS = 100;

export function record(id: string, { angle = 0, metadata = {} }: { angle?: number; metadata?: VectorMetadata } = {}): VectorRecord {
  return { id, values: direction(angle), metadata };
}

/** A unit vector; the cosine of two of them is that of the difference of their angles, in degrees. */
export function direction(degrees: number): Float32Array {
  const radians = (degrees * Math.PI) / 180;
  const half = CONTRACT_DIMENSION / 2;
  return Float32Array.from({ length: CONTRACT_DIMENSION }, (_, i) => (i < half ? Math.cos(radians) : Math.sin(radians)) / Math.sqrt(half));
}

/** For `patientReader`: any answer of that many. */
export function hasLength(length: number): (answer: unknown) => boolean {
  return (answer) => Array.isArray(answer) && answer.length === length;
}

/** Reads until the answer is as expected; a store that promises to read its own writes has only one try. */
export function patientReader(store: () => VectorStore) {
  return async <T>(read: () => Promise<T>, expected: unknown): Promise<T> => {
    const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
    for (;;) {
      const answer = await read();
      if (store().consistency === 'read-your-writes' || isLike(answer, expected) || Date.now() > giveUpAt) return answer;
      await new Promise((resolve) => setTimeout(resolve, READ_AGAIN_AFTER_MS));
    }
  };
}

function isLike(answer: unknown, expected: unknown): boolean {
  if (typeof expected === 'function') return (expected as (answer: unknown) => boolean)(answer);
  try {
    expect(answer).toEqual(expected);
    return true;
  } catch {
    return false;
  }
}
