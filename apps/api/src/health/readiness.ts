import { Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { explainError } from '../explain-error';

export type PartState = 'up' | 'down';

export interface ReadinessOptions {
  /** However often readiness is asked for, the parts are asked this often at most. */
  readonly maxAgeMs: number;
  /** A part that takes longer counts as down. */
  readonly timeoutMs: number;
}

/** Resolves when the part works, rejects when it does not. */
export type Check = () => Promise<void>;

/** Asks every part of the service whether it works, and remembers the answers for a moment. */
export class Readiness<Part extends string> {
  private readonly logger = new Logger(Readiness.name);
  private readonly down = new Set<Part>();
  private latest: { readonly states: Promise<Record<Part, PartState>>; readonly askedAt: number } | undefined;

  constructor(private readonly checks: Readonly<Record<Part, Check>>, private readonly options: ReadinessOptions) {}

  async states(): Promise<Readonly<Record<Part, PartState>>> {
    const now = performance.now();
    if (this.latest === undefined || now - this.latest.askedAt > this.options.maxAgeMs) {
      this.latest = { states: this.askAll(), askedAt: now };
    }
    return this.latest.states;
  }

  private async askAll(): Promise<Record<Part, PartState>> {
    const parts = Object.keys(this.checks) as Part[];
    const states = await Promise.all(parts.map(async (part) => [part, await this.ask(part)] as const));
    return Object.fromEntries(states) as Record<Part, PartState>;
  }

  private async ask(part: Part): Promise<PartState> {
    const timer = new AbortController();
    try {
      await Promise.race([this.checks[part](), this.tooLate(timer.signal)]);
      if (this.down.delete(part)) this.logger.log(`${part} is up again`);
      return 'up';
    } catch (error) {
      // Once for each outage, not once for each probe.
      if (!this.down.has(part)) this.logger.warn(`${part} is down: ${explainError(error)}`);
      this.down.add(part);
      return 'down';
    } finally {
      timer.abort();
    }
  }

  private async tooLate(signal: AbortSignal): Promise<never> {
    await pause(this.options.timeoutMs, undefined, { signal });
    throw new Error(`No answer within ${this.options.timeoutMs} ms.`);
  }
}
