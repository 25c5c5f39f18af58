import { Catalog } from '@facerec/catalog';
import { ImageStore } from '@facerec/image-store';
import { AttemptBrokenOffError } from '@facerec/indexing-queue';
import { VectorStore } from '@facerec/vector-store';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { Heartbeat } from './heartbeat';

const PING_INTERVAL_MS = 1_000;
/** SQS takes a message back 12 hours after it was delivered, whatever the heartbeats say. */
const LONGEST_WAIT_MS = 11 * 3600_000;

/**
 * Waits for stores that are down, with the messages in hand. Their heartbeats go on and nothing new is received, so an
 * outage costs no message a delivery and moves none towards the dead-letter queue.
 */
@Injectable()
export class Outage implements OnModuleDestroy {
  private readonly logger = new Logger(Outage.name);
  private readonly closing = new AbortController();
  private ending: Promise<void> | undefined;

  constructor(
    private readonly images: ImageStore,
    private readonly vectors: VectorStore,
    private readonly catalog: Catalog,
    private readonly heartbeat: Heartbeat,
  ) {}

  /** Resolves at once unless an outage is known; else when it is over or the app shuts down. */
  async over(): Promise<void> {
    await this.ending;
  }

  /** Does the work; when it fails while a store is down, waits for the stores and does it again. Else throws its error, or `AttemptBrokenOffError` at shutdown. */
  async outlast<T>(work: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + LONGEST_WAIT_MS;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const down = await this.down();
        if (down.length === 0 || Date.now() > deadline) throw error;
        await (this.ending ??= this.end(down));
        if (this.closing.signal.aborted) throw new AttemptBrokenOffError({ cause: error });
      }
    }
  }

  /** Lets go of everybody who waits; their messages are given back. */
  onModuleDestroy(): void {
    this.closing.abort();
  }

  /** One set of pings, however many messages wait. */
  private async end(down: string[]): Promise<void> {
    const { signal } = this.closing;
    this.logger.warn({ msg: 'polling pauses until every store answers', down });
    while (down.length > 0 && !signal.aborted) {
      this.heartbeat.beat();
      await delay(PING_INTERVAL_MS, undefined, { signal }).catch(() => undefined);
      down = await this.down();
    }
    this.ending = undefined;
    if (down.length === 0) this.logger.log({ msg: 'every store answers again' });
  }

  /** The names of the stores that do not answer. */
  private async down(): Promise<string[]> {
    const stores = { 'image store': this.images, 'vector store': this.vectors, catalog: this.catalog };
    const pings = Object.entries(stores).map(([name, store]) => store.ping().then(() => [], () => [name]));
    return (await Promise.all(pings)).flat();
  }
}
