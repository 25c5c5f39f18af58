import { EventQueue } from '../event-queue';
import { IndexerFleet, type IndexerFleetOptions } from '../indexer-fleet';
import { MessageQueue } from '../message-queue';
import { Random } from '../random';
import { VectorWrites } from '../vector-writes';

export interface SmallFleetOptions extends Partial<IndexerFleetOptions> {
  readonly maxReceiveCount?: number;
  readonly duplicates?: number;
  readonly requestsPerSecond?: number;
  readonly secondsOfRequest?: number;
  readonly random?: Random;
}

/** A queue and its indexers without any scaling: one photo in hand, one second each, unless said otherwise. */
export function aSmallFleet(options: SmallFleetOptions = {}) {
  const { maxReceiveCount = 10, duplicates = 0, requestsPerSecond = 1e9, secondsOfRequest = 0, random = new Random(7) } = options;
  const events = new EventQueue();
  const queue = new MessageQueue(events, random, { maxReceiveCount, duplicates });
  const vectors = new VectorWrites({ requestsPerSecond, collections: 1, secondsOfRequest });
  const fleet = new IndexerFleet(events, queue, vectors, {
    photosInHand: 1, photosAtWork: options.photosInHand ?? 1, secondsAtWork: () => 1, visibilityTimeout: 30, random, ...options,
  });
  return { events, queue, vectors, fleet, random };
}
