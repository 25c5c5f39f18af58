import { setTimeout as pause } from 'node:timers/promises';
import type { Metrics } from './metrics';
import { watchCalls } from './watch-calls';

interface Depth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  readonly deadLetters: number;
}

/** However often somebody asks, the queue is asked this often at most. */
const freshMs = 15_000;
/** A queue that does not answer holds nobody's metrics up. */
const patienceMs = 2_000;

/** What is measured of an `IndexingQueue`. */
export interface MeasuredQueue {
  depth(): Promise<Depth>;
}

/** Messages by where they are; absent while the queue does not answer. */
export function measureQueue(metrics: Metrics, queue: MeasuredQueue): void {
  let latest: { readonly depth: Promise<Depth | undefined>; readonly askedAt: number } | undefined;
  metrics.gauge({ name: 'facerec_queue_messages', help: 'Messages of the queue, as SQS estimates them; the same from every process.', labels: ['state'] }, async (gauge) => {
    if (latest === undefined || performance.now() - latest.askedAt > freshMs) {
      latest = { depth: queue.depth().catch(() => undefined), askedAt: performance.now() };
    }
    const depth = await Promise.race([latest.depth, pause(patienceMs, undefined, { ref: false })]);
    gauge.reset();
    if (depth === undefined) return;
    gauge.set({ state: 'visible' }, depth.visible);
    gauge.set({ state: 'in_flight' }, depth.inFlight);
    gauge.set({ state: 'delayed' }, depth.delayed);
    gauge.set({ state: 'dead_letters' }, depth.deadLetters);
  });
}

interface Delivery {
  readonly sentAt: Date;
  readonly receiveCount: number;
}

/** What is measured of an `IndexingHandler`. */
export interface MeasuredHandler {
  handle(message: never, delivery: Delivery, place: never): Promise<void>;
}

/**
 * How long messages waited. SQS tells nobody but CloudWatch the age of its oldest message; it delivers about in order, so the oldest
 * in hand is about as old while an indexer works.
 */
export function measureMessages(metrics: Metrics, handler: MeasuredHandler): void {
  const inHand = new Set<Delivery>();
  const waits = metrics.histogram({ name: 'facerec_message_wait_seconds', help: 'From sending a message to its first delivery.' });
  metrics.gauge({ name: 'facerec_message_oldest_age_seconds', help: 'Age of the oldest message in hand; 0: none is.' }, (gauge) => {
    const sent = [...inHand].map(({ sentAt }) => sentAt.getTime());
    gauge.set(sent.length === 0 ? 0 : Math.max(0, Date.now() - Math.min(...sent)) / 1000);
  });
  watchCalls(handler, ['handle'], async (_method, call, [, delivery]) => {
    const { sentAt, receiveCount } = delivery as Delivery;
    if (receiveCount === 1) waits.observe(Math.max(0, Date.now() - sentAt.getTime()) / 1000);
    inHand.add(delivery as Delivery);
    return call().finally(() => inHand.delete(delivery as Delivery));
  });
}
