import { CollectionWriter } from './collection-writer';
import type { EventQueue } from './event-queue';
import type { MessageQueue } from './message-queue';
import type { Random } from './random';
import type { VectorWrites } from './vector-writes';

export interface IndexerFleetOptions {
  /** Photos that a task has in hand at once. */
  readonly photosInHand: number;
  /** Those of them that it reads and analyses; the others wait for their writes. */
  readonly photosAtWork: number;
  /** Seconds that the next photo is at work, from its reading to its last face. */
  readonly secondsAtWork: () => number;
  /** Seconds after which the photos of a killed task are visible again. */
  readonly visibilityTimeout: number;
  /** For the pauses between refused writes. */
  readonly random: Random;
}

/** One running indexer. */
export interface IndexerTask {
  readonly number: number;
}

/** Holds one photo. */
interface Hand {
  readonly task: Task;
  message: number;
}

interface Task extends IndexerTask {
  readonly writers: CollectionWriter[];
  /** Empty hands that receive nothing while so many photos are at work. */
  readonly resting: number[];
  atWork: number;
  inHand: number;
  taking: boolean;
  killed: boolean;
  onDrained: () => void;
}

// libs/indexing-queue/src/consumer/consumer-options.ts, releaseAfterSeconds
const LONGEST_RELEASE_S = 300;

/** The indexers that run now. Each hand of a task holds one photo: receives it, works on it, has its faces written, acknowledges it. */
export class IndexerFleet {
  private readonly hands: Hand[] = [];
  private readonly freeHands: number[] = [];
  private tasks = 0;
  running = 0;
  /** Of first deliveries; seconds between sending and receiving. */
  readonly waits = { count: 0, sum: 0 };
  firstReceivedAt: number | undefined;
  lastDoneAt = 0;
  /** Seconds that photos were at work. */
  busySeconds = 0;

  constructor(
    private readonly events: EventQueue,
    private readonly queue: MessageQueue,
    private readonly vectors: VectorWrites,
    private readonly options: IndexerFleetOptions,
  ) {
    queue.onVisible = () => this.takeUp();
  }

  start(): IndexerTask {
    const task: Task = { number: this.tasks++, writers: [], resting: [], atWork: 0, inHand: 0, taking: true, killed: false, onDrained: () => undefined };
    this.running++;
    for (let hand = 0; hand < this.options.photosInHand; hand++) {
      this.freeHands.push(this.hands.length);
      this.hands.push({ task, message: -1 });
    }
    this.takeUp();
    return task;
  }

  /** SIGTERM and the Spot notice: receives nothing more, finishes what is in hand, then calls `onDrained`. */
  drain(started: IndexerTask, onDrained: () => void): void {
    const task = started as Task;
    if (!task.taking) return;
    task.taking = false;
    task.onDrained = onDrained;
    this.running--;
    if (task.inHand === 0) onDrained();
  }

  /** Without a word: what it had in hand comes again when its visibility runs out. */
  kill(started: IndexerTask): void {
    const task = started as Task;
    if (task.killed) return;
    if (task.taking) this.running--;
    task.taking = false;
    task.killed = true;
    for (const hand of this.hands) {
      if (hand.task === task && hand.message >= 0) this.queue.giveBack(hand.message, this.options.visibilityTimeout);
    }
  }

  private takeUp(): void {
    while (this.freeHands.length > 0 && this.queue.visible > 0) {
      const index = this.freeHands.pop() as number;
      const { task } = this.hands[index] as Hand;
      if (!task.taking) continue;
      if (task.atWork === this.options.photosAtWork) task.resting.push(index);
      else if (!this.take(index)) {
        this.freeHands.push(index);
        return;
      }
    }
  }

  private take(index: number): boolean {
    const message = this.queue.receive();
    if (message === undefined) return false;
    const hand = this.hands[index] as Hand;
    hand.message = message;
    hand.task.inHand++;
    hand.task.atWork++;
    this.firstReceivedAt ??= this.events.now;
    if (this.queue.receiveCount(message) === 1) {
      this.waits.count++;
      this.waits.sum += this.queue.ageOf(message);
    }
    const seconds = this.options.secondsAtWork();
    this.busySeconds += seconds;
    this.events.schedule(seconds, this.analysed, index);
    return true;
  }

  private readonly analysed = (index: number): void => {
    const { message, task } = this.hands[index] as Hand;
    if (task.killed) return;
    task.atWork--;
    const rested = task.resting.pop();
    if (rested !== undefined) this.freeHands.push(rested);
    this.writerOf(task, message % this.vectors.collections).write(index);
    this.takeUp();
  };

  private writerOf(task: Task, collection: number): CollectionWriter {
    const known = task.writers[collection];
    if (known !== undefined) return known;
    const writer = new CollectionWriter(this.events, this.vectors, collection, this.options.random);
    writer.onSettled = (hands, written) => {
      if (!task.killed) this.settled(task, hands, written);
    };
    task.writers[collection] = writer;
    return writer;
  }

  private settled(task: Task, hands: readonly number[], written: boolean): void {
    for (const index of hands) this.letGo(this.hands[index] as Hand, written);
    if (task.taking) this.freeHands.push(...hands);
    else if (task.inHand === 0) task.onDrained();
    this.takeUp();
  }

  private letGo(hand: Hand, written: boolean): void {
    if (written) {
      this.queue.delete(hand.message);
      this.lastDoneAt = this.events.now;
    } else {
      this.queue.giveBack(hand.message, Math.min(2 ** (this.queue.receiveCount(hand.message) - 1), LONGEST_RELEASE_S));
    }
    hand.message = -1;
    hand.task.inHand--;
  }
}
