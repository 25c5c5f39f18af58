import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { IndexingHandler } from './indexing-handler';
import { Places } from './places';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Lets a lane poll when the app has started, there is room for what it receives, the handler is ready and the queue answers.
 *
 * nestjs-sqs polls from its own onModuleInit, before the stores of other modules may be open; and sqs-consumer polls
 * again at once after an error, so a queue that is down would be asked hundreds of times a second.
 */
@Injectable()
export class PollGate implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PollGate.name);
  private readonly opening = new EventEmitter();
  private readonly opened = once(this.opening, 'open');
  private readonly closing = new AbortController();
  private failures = 0;

  constructor(
    private readonly handler: IndexingHandler,
    private readonly places: Places,
  ) {}

  onApplicationBootstrap(): void {
    this.opening.emit('open');
  }

  onModuleDestroy(): void {
    this.closing.abort();
    this.places.close(this.closing.signal.reason);
    this.opening.emit('open');
  }

  /** Rejects once the app shuts down, so that a consumer that waits here can stop. */
  async pass(lane: string): Promise<void> {
    const { signal } = this.closing;
    await this.opened;
    if (this.failures > 0) await delay(Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), LONGEST_PAUSE_MS), undefined, { signal });
    await this.places.forPoll(lane);
    await this.handler.ready();
    signal.throwIfAborted();
  }

  /** A poll did not get an answer: the next one waits, longer each time. */
  failed(error: Error): void {
    if (this.closing.signal.aborted) return;
    this.failures += 1;
    if (this.failures === 1) this.logger.warn({ msg: 'the queue does not answer; polling goes on more slowly', reason: error.message });
  }

  answered(): void {
    if (this.failures > 0) this.logger.log({ msg: 'the queue answers again' });
    this.failures = 0;
  }
}
