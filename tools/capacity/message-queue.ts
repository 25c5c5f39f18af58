import type { EventQueue } from './event-queue';
import type { Random } from './random';

export interface MessageQueueOptions {
  /** Deliveries before a message goes to the dead-letter queue. */
  readonly maxReceiveCount: number;
  /** 0..1: how often SQS delivers one message twice. */
  readonly duplicates: number;
}

const WAITING = 0;
const DELETED = 1;
const DEAD = 2;
// SQS, standard queues: about 120,000 (AWS, "Amazon SQS quotas"); above it nothing is received.
export const IN_FLIGHT_LIMIT = 120_000;

/**
 * An SQS standard queue: messages are numbers in the order they were sent, delivered at least once and nearly in order. What
 * is known of each stands in flat arrays, since a million objects would cost more than the simulation.
 */
export class MessageQueue {
  private sentAts = new Float64Array(1024);
  private states = new Uint8Array(1024);
  private receives = new Uint8Array(1024);
  private readonly waiting: number[] = [];
  private head = 0;
  private oldest = 0;
  /** Called when messages can be received that could not before. */
  onVisible: () => void = () => undefined;
  sent = 0;
  deleted = 0;
  dead = 0;
  inFlight = 0;
  /** All deliveries, repeated ones included. */
  deliveries = 0;

  constructor(
    private readonly events: EventQueue,
    private readonly random: Random,
    private readonly options: MessageQueueOptions,
  ) {}

  get visible(): number {
    return this.waiting.length - this.head;
  }

  /** Neither deleted nor dead. */
  get unfinished(): number {
    return this.sent - this.deleted - this.dead;
  }

  send(count: number): void {
    this.reserve(this.sent + count);
    for (let sent = 0; sent < count; sent++) {
      this.sentAts[this.sent] = this.events.now;
      this.waiting.push(this.sent++);
    }
    this.onVisible();
  }

  /** The message's number; undefined when there is none to receive. */
  receive(): number | undefined {
    while (this.visible > 0 && this.inFlight < IN_FLIGHT_LIMIT) {
      const message = this.takeWaiting();
      const receives = ++(this.receives[message] as number);
      this.receives[message] = receives;
      if (receives > this.options.maxReceiveCount && this.states[message] === WAITING) {
        this.states[message] = DEAD;
        this.dead++;
        continue;
      }
      this.inFlight++;
      this.deliveries++;
      if (this.random.next() < this.options.duplicates) this.waiting.push(message);
      return message;
    }
    return undefined;
  }

  /** Acknowledges it. A second copy is acknowledged like the first and changes nothing. */
  delete(message: number): void {
    this.inFlight--;
    if (this.states[message] !== WAITING) return;
    this.states[message] = DELETED;
    this.deleted++;
  }

  /** It becomes visible again after `delay` seconds, for a reader that gives it back or has died. */
  giveBack(message: number, delay: number): void {
    this.events.schedule(delay, this.reappear, message);
  }

  ageOf(message: number): number {
    return this.events.now - (this.sentAts[message] as number);
  }

  receiveCount(message: number): number {
    return this.receives[message] as number;
  }

  /** Seconds, of the oldest message that is neither deleted nor dead, in flight or not, as SQS reports it; 0 when there is none. */
  oldestAge(): number {
    while (this.oldest < this.sent && this.states[this.oldest] !== WAITING) this.oldest++;
    return this.oldest < this.sent ? this.ageOf(this.oldest) : 0;
  }

  private readonly reappear = (message: number): void => {
    this.inFlight--;
    if (this.states[message] !== WAITING) return;
    this.waiting.push(message);
    this.onVisible();
  };

  private takeWaiting(): number {
    const message = this.waiting[this.head++] as number;
    if (this.head > 65_536 && this.head * 2 > this.waiting.length) {
      this.waiting.splice(0, this.head);
      this.head = 0;
    }
    return message;
  }

  private reserve(count: number): void {
    if (count <= this.sentAts.length) return;
    const length = Math.max(count, 2 * this.sentAts.length);
    const grown = <T extends Float64Array | Uint8Array>(next: T, old: T): T => (next.set(old), next);
    this.sentAts = grown(new Float64Array(length), this.sentAts);
    this.states = grown(new Uint8Array(length), this.states);
    this.receives = grown(new Uint8Array(length), this.receives);
  }
}
