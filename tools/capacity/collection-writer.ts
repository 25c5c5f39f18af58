import type { EventQueue } from './event-queue';
import type { Random } from './random';
import type { VectorWrites } from './vector-writes';
import { WritePace } from './write-pace';

/** A hand that holds a photo whose faces are to be written, and since when. */
interface Waiting {
  readonly hand: number;
  readonly since: number;
}

// libs/vector-store/src/pinecone/connect.ts, `patient`
const GIVE_UP_AFTER_S = 30;

/**
 * One task's writes into one collection, as the Pinecone engine does them (libs/vector-store/src/pinecone/namespace-writer.ts): one request
 * at a time; what becomes ready meanwhile goes together with the next one, and so does what was refused.
 */
export class CollectionWriter {
  private readonly pace: WritePace;
  private waiting: Waiting[] = [];
  private sent: Waiting[] = [];
  private isDue = false;

  /** Called with hands whose photos were written, or given up. */
  onSettled: (hands: readonly number[], written: boolean) => void = () => undefined;

  constructor(
    private readonly events: EventQueue,
    private readonly vectors: VectorWrites,
    private readonly collection: number,
    random: Random,
  ) {
    this.pace = new WritePace(random);
  }

  write(hand: number): void {
    this.waiting.push({ hand, since: this.events.now });
    this.pump();
  }

  private pump(): void {
    if (this.isDue || this.sent.length > 0 || this.waiting.length === 0) return;
    this.isDue = true;
    this.events.schedule(Math.max(0, this.pace.nextAt - this.events.now), this.send);
  }

  private readonly send = (): void => {
    const { now } = this.events;
    this.isDue = false;
    this.pace.started(now);
    if (!this.vectors.tryWrite(this.collection, this.waiting.length, now)) return this.refused(now);
    this.pace.accepted();
    this.sent = this.waiting;
    this.waiting = [];
    this.events.schedule(this.vectors.secondsOfRequest, this.written);
  };

  private readonly written = (): void => {
    const hands = this.sent.map(({ hand }) => hand);
    this.sent = [];
    this.pump();
    this.onSettled(hands, true);
  };

  private refused(now: number): void {
    this.pace.refused(now);
    const late = this.waiting.filter(({ since }) => since + GIVE_UP_AFTER_S < this.pace.nextAt);
    this.waiting = this.waiting.filter(({ since }) => since + GIVE_UP_AFTER_S >= this.pace.nextAt);
    this.pump();
    if (late.length > 0) this.onSettled(late.map(({ hand }) => hand), false);
  }
}
