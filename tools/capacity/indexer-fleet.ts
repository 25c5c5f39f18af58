import type { EventQueue } from './event-queue';
import type { MessageQueue } from './message-queue';
import type { VectorWrites } from './vector-writes';

export interface IndexerFleetOptions {
  /** Photos that a task has in hand at once. */
  readonly photosInHand: number;
  /** Seconds that the next photo stays in hand, from its reading to its receipt, the wait for a refused write apart. */
  readonly secondsInHand: () => number;
  /** Seconds after which the photos of a killed task are visible again. */
  readonly visibilityTimeout: number;
}

/** One running indexer. */
export interface IndexerTask {
  readonly number: number;
}

interface Hand {
  readonly task: Task;
  message: number;
  attempt: number;
}

interface Task extends IndexerTask {
  taking: boolean;
  killed: boolean;
  inHand: number;
  onDrained: () => void;
}

// libs/indexing-queue/src/consumer/consumer-options.ts, releaseAfterSeconds
const LONGEST_RELEASE_S = 300;

/** The indexers that run now. Each hand of a task holds one photo: receives it, works on it, writes its faces, acknowledges it. */
export class IndexerFleet {
  private readonly hands: Hand[] = [];
  private readonly freeHands: number[] = [];
  private tasks = 0;
  running = 0;
  /** Of first deliveries; seconds between sending and receiving. */
  readonly waits = { count: 0, sum: 0 };
  firstReceivedAt: number | undefined;
  lastDoneAt = 0;
  /** Seconds that hands of running tasks held a photo. */
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
    const task: Task = { number: this.tasks++, taking: true, killed: false, inHand: 0, onDrained: () => undefined };
    this.running++;
    for (let hand = 0; hand < this.options.photosInHand; hand++) {
      this.freeHands.push(this.hands.length);
      this.hands.push({ task, message: -1, attempt: 0 });
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
      if ((this.hands[index] as Hand).task.taking && !this.take(index)) {
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
    hand.attempt = 1;
    hand.task.inHand++;
    this.firstReceivedAt ??= this.events.now;
    if (this.queue.receiveCount(message) === 1) {
      this.waits.count++;
      this.waits.sum += this.queue.ageOf(message);
    }
    const seconds = this.options.secondsInHand();
    this.busySeconds += seconds;
    this.events.schedule(seconds, this.write, index);
    return true;
  }

  private readonly write = (index: number): void => {
    const hand = this.hands[index] as Hand;
    if (hand.task.killed) return;
    if (this.vectors.tryWrite(hand.message, this.events.now)) {
      this.queue.delete(hand.message);
      this.lastDoneAt = this.events.now;
      return this.letGo(index);
    }
    const pause = this.vectors.pauseAfter(hand.attempt++);
    if (pause !== undefined) return this.events.schedule(pause, this.write, index);
    this.queue.giveBack(hand.message, Math.min(2 ** (this.queue.receiveCount(hand.message) - 1), LONGEST_RELEASE_S));
    this.letGo(index);
  };

  private letGo(index: number): void {
    const { task } = this.hands[index] as Hand;
    (this.hands[index] as Hand).message = -1;
    task.inHand--;
    if (!task.taking) {
      if (task.inHand === 0) task.onDrained();
      return;
    }
    this.freeHands.push(index);
    this.takeUp();
  }
}
