import type { IndexingMessage } from '../indexing-message';
import type { Delivery, RemovedObject } from '../types';
import type { Place } from './place';

/** What the consumer asks of an app. */
export abstract class IndexingHandler {
  /** Messages to work on at once: those that take memory and CPU. */
  abstract readonly atWork: number;

  /** Messages to hold at once, with those that have left their place and wait for their writes. */
  abstract readonly inFlight: number;

  /**
   * Awaited before each poll, and before each attempt to find the queue at the start: while it is pending, nothing is received
   * and no message's receive count grows. It must settle when the application shuts down.
   */
  abstract ready(): Promise<void>;

  /**
   * Resolving acknowledges the message; throwing gives it back, to be delivered again after a pause that grows. Its
   * visibility is extended for as long as this runs (SQS ends that 12 hours after the delivery). What takes memory or CPU is
   * done between `place.enter()` and `place.leave()`.
   */
  abstract handle(message: IndexingMessage, delivery: Delivery, place: Place): Promise<void>;

  /** An S3 event says that an object is gone; resolving and throwing mean the same as for `handle`. */
  abstract remove(object: RemovedObject, delivery: Delivery, place: Place): Promise<void>;
}
