/** What fits into one request. */
export interface BatchLimits<T> {
  readonly count: number;
  readonly bytes: number;
  readonly bytesOf: (item: T) => number;
}

/** Requests of one call, or into one namespace, that are under way at once. */
export const LANES = 4;

/** Cuts into runs within the limits; an item larger than `bytes` makes a run of its own. */
export function* batches<T>(items: Iterable<T>, { count, bytes, bytesOf }: BatchLimits<T>): Generator<T[]> {
  let batch: T[] = [];
  let size = 0;
  for (const item of items) {
    const itemBytes = bytesOf(item);
    if (batch.length === count || (batch.length > 0 && size + itemBytes > bytes)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(item);
    size += itemBytes;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Sends every batch, a few at once. After a failure nothing more is sent; the promise settles when nothing is under way any
 * more, so that no write lands after its caller has been told that it failed.
 */
export async function sendAll<T>(all: Generator<T[]>, send: (batch: T[]) => Promise<void>): Promise<void> {
  const lane = async () => {
    // The lanes share one generator; a throw in one of them ends it for all.
    for (const batch of all) await send(batch);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: LANES }, lane));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
}
