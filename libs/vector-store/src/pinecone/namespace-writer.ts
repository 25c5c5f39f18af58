import type { PineconeRecord } from '@pinecone-database/pinecone';
import { VectorStoreUnavailableError } from '../errors';
import { PendingUpsert } from './pending-upsert';
import { batches, LANES } from './record-batches';
import { PineconeRefusal, type Transport } from './retrying-fetch';
import { WritePace } from './write-pace';

export interface NamespaceWriterOptions {
  /** One request; what can be repeated at once has been when it rejects, a refusal for too many requests (429) has not. */
  readonly send: (records: PineconeRecord[]) => Promise<void>;
  /** How long the records of one call are repeated after refusals, ms. */
  readonly giveUpAfterMs: number;
  /** Called when requests begin to keep their distance. */
  readonly onSlowed?: () => void;
  readonly clock: Pick<Transport, 'now' | 'sleep' | 'random'>;
}

interface Item {
  readonly record: PineconeRecord;
  readonly bytes: number;
  readonly call: PendingUpsert;
}

// Pinecone's limits are 1,000 records and 2 MB a request; some is left for the envelope around the records.
const LIMITS = { count: 1_000, bytes: 2_000_000 - 1_024, bytesOf: (item: Item) => item.bytes };

/**
 * Upserts into one namespace, as a group commit: one request at a time, at once when none is under way; what is asked for meanwhile goes
 * together with the next one. Only full requests go side by side. So the limit of requests a second that Pinecone has for each
 * namespace ("Rate limits": 100 upserts) holds back few large requests instead of many small ones, and fewer are paid for: each costs
 * at least five write units.
 */
export class NamespaceWriter {
  private readonly pace: WritePace;
  private waiting: Item[] = [];
  private waitingBytes = 0;
  private underWay = 0;
  private isPartUnderWay = false;
  private isPausing = false;

  constructor(private readonly options: NamespaceWriterOptions) {
    this.pace = new WritePace(options.clock);
  }

  /** Nothing to do, and nothing to remember. */
  get isIdle(): boolean {
    return this.waiting.length === 0 && this.underWay === 0 && this.pace.isFree;
  }

  /** Resolves when all are durable; rejects when one of the requests that held them failed, with its error. */
  async upsert(records: readonly PineconeRecord[]): Promise<void> {
    if (records.length === 0) return;
    const call = new PendingUpsert(records.length, this.options.clock.now() + this.options.giveUpAfterMs);
    this.wait('last', records.map((record) => ({ record, bytes: Buffer.byteLength(JSON.stringify(record)) + 1, call })));
    this.pump();
    await call.settled;
  }

  private get isFull(): boolean {
    return this.waiting.length >= LIMITS.count || this.waitingBytes > LIMITS.bytes;
  }

  private wait(place: 'first' | 'last', items: readonly Item[]): void {
    this.waiting = place === 'first' ? [...items, ...this.waiting] : [...this.waiting, ...items];
    this.waitingBytes += bytesOf(items);
  }

  private pump(): void {
    while (this.waiting.length > 0 && this.underWay < LANES && (this.isFull || !this.isPartUnderWay) && !this.isPausing) {
      if (this.pace.mustWait) void this.pauseThenPump();
      else void this.sendNext();
    }
  }

  private async pauseThenPump(): Promise<void> {
    this.isPausing = true;
    await this.pace.wait();
    this.isPausing = false;
    this.pump();
  }

  private async sendNext(): Promise<void> {
    const isPart = !this.isFull;
    const items = this.takeBatch();
    this.underWay++;
    if (isPart) this.isPartUnderWay = true;
    await this.send(items);
    this.underWay--;
    if (isPart) this.isPartUnderWay = false;
    this.pump();
  }

  private takeBatch(): Item[] {
    const [items = []] = batches(this.waiting, LIMITS);
    this.waiting = this.waiting.slice(items.length);
    this.waitingBytes -= bytesOf(items);
    return items;
  }

  private async send(items: readonly Item[]): Promise<void> {
    this.pace.started();
    try {
      // Of two records with one id only the later may be sent.
      await this.options.send([...new Map(items.map(({ record }) => [record.id, record])).values()]);
      this.pace.accepted();
      for (const { call } of items) call.written(1);
    } catch (error) {
      await this.failed(items, error);
    }
  }

  private async failed(items: readonly Item[], error: unknown): Promise<void> {
    const refusal = refusalOf(error);
    if (refusal !== undefined) return this.refused(items, error, refusal);
    const calls = callsOf(items);
    if (calls.size === 1 || error instanceof VectorStoreUnavailableError) return this.giveUp(items, error);
    // One of them is at fault, and the others must not pay for it.
    for (const call of calls) await this.send(items.filter((item) => item.call === call));
  }

  /** Nothing was written: all of it goes, with what came meanwhile, when the pace allows. */
  private refused(items: readonly Item[], error: unknown, { retryAfterMs }: PineconeRefusal): void {
    if (this.pace.isFree) this.options.onSlowed?.();
    const nextAt = this.pace.refused(retryAfterMs);
    this.wait('first', items.filter(({ call }) => call.deadline >= nextAt));
    this.giveUp(items.filter(({ call }) => call.deadline < nextAt), error);
  }

  /** Of their calls nothing more is sent. */
  private giveUp(items: readonly Item[], error: unknown): void {
    const calls = callsOf(items);
    const dropped = this.waiting.filter(({ call }) => calls.has(call));
    this.waiting = this.waiting.filter(({ call }) => !calls.has(call));
    this.waitingBytes -= bytesOf(dropped);
    for (const { call } of [...items, ...dropped]) call.failed(1, error);
  }
}

function callsOf(items: readonly Item[]): Set<PendingUpsert> {
  return new Set(items.map(({ call }) => call));
}

function bytesOf(items: readonly Item[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, 0);
}

function refusalOf(error: unknown): PineconeRefusal | undefined {
  const cause = error instanceof VectorStoreUnavailableError ? error.cause : undefined;
  return cause instanceof PineconeRefusal && cause.status === 429 ? cause : undefined;
}
