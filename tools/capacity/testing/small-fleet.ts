import { EventQueue } from '../event-queue';
import { IndexerFleet, type IndexerFleetOptions } from '../indexer-fleet';
import { MessageQueue } from '../message-queue';
import { Random } from '../random';
import { VectorWrites } from '../vector-writes';

export interface SmallFleetOptions extends Partial<IndexerFleetOptions> {
  readonly maxReceiveCount?: number;
  readonly duplicates?: number;
  readonly requestsPerSecond?: number;
  readonly random?: Random;
}

/** A queue and its indexers without any scaling: one photo in hand, one second each, unless said otherwise. */
export function aSmallFleet(options: SmallFleetOptions = {}) {
  const { maxReceiveCount = 10, duplicates = 0, requestsPerSecond = 1e9, random = new Random(7) } = options;
  const events = new EventQueue();
  const queue = new MessageQueue(events, random, { maxReceiveCount, duplicates });
  const vectors = new VectorWrites(random, { requestsPerSecond, collections: 1 });
  const fleet = new IndexerFleet(events, queue, vectors, { photosInHand: 1, secondsInHand: () => 1, visibilityTimeout: 30, ...options });
  return { events, queue, vectors, fleet, random };
}
