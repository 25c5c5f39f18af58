import { createWriteStream, type WriteStream } from 'node:fs';
import { startChild, type Child } from '../one-machine/child';
import type { CloudTap } from './cloud-tap';
import { until } from './waiting';

/** What an indexer says when it finds a store down (apps/indexer, outage.ts). */
const outageLine = 'polling pauses until every store answers';

export interface IndexerOptions {
  readonly name: string;
  /** The bundle. */
  readonly script: string;
  /** But for AWS_ENDPOINT_URL, which is the tap's. */
  readonly env: NodeJS.ProcessEnv;
  readonly tap: CloudTap;
  /** Where its lines are kept. */
  readonly logFile: string;
}

/** An indexer's process, which is started again and again. */
export class Indexer {
  /** How often it found a store down. */
  outages = 0;
  private child: Child | undefined;
  /** Its exit code or signal, when nobody asked for it. */
  private endedWith: number | string | undefined;
  private lastLine = '';
  private readonly log: WriteStream;

  constructor(private readonly options: IndexerOptions) {
    this.log = createWriteStream(options.logFile);
    // Its process is in a group of its own, and would go on for ever.
    process.once('exit', this.killNow);
  }

  get name(): string {
    return this.options.name;
  }

  get tap(): CloudTap {
    return this.options.tap;
  }

  start(): void {
    const { script, env, tap } = this.options;
    const child = startChild(script, { ...env, AWS_ENDPOINT_URL: tap.endpoint }, (line) => this.hear(line));
    this.child = child;
    void child.exited.then((how) => {
      if (this.child === child) this.endedWith = how;
    });
  }

  /** It lives and asks for messages. Throws when it has ended by itself. */
  async ready(): Promise<void> {
    await this.until(`${this.name} asks for messages`, () => this.tap.isPolled);
  }

  /** As `until`, unless the indexer ends by itself: then it throws that. */
  async until(what: string, condition: () => boolean | Promise<boolean>, pollMs?: number): Promise<void> {
    const check = () => {
      this.check();
      return condition();
    };
    await until(what, check, pollMs);
  }

  /** Throws when it has ended by itself. */
  check(): void {
    if (this.endedWith !== undefined) throw new Error(`${this.name} ended by itself with ${this.endedWith}: ${this.lastLine}`);
  }

  /** SIGTERM: resolves with its exit code and how many messages it still had in hand, which must be none. */
  async stop(): Promise<{ readonly exit: number | string; readonly inHand: number }> {
    return this.end('SIGTERM');
  }

  /** kill -9: resolves with how many messages it had in hand. */
  async kill(): Promise<number> {
    return (await this.end('SIGKILL')).inHand;
  }

  async close(): Promise<void> {
    process.off('exit', this.killNow);
    const { child } = this;
    this.killNow();
    await child?.exited;
    await this.tap.close();
    this.log.end();
  }

  private readonly killNow = (): void => {
    const { child } = this;
    this.child = undefined;
    if (this.endedWith === undefined) child?.kill();
  };

  private async end(signal: NodeJS.Signals): Promise<{ readonly exit: number | string; readonly inHand: number }> {
    const { child } = this;
    this.check();
    if (child === undefined) throw new Error(`${this.name} does not run.`);
    this.child = undefined;
    process.kill(child.pid, signal);
    const exit = await child.exited;
    this.log.write(`--- ended with ${exit}\n`);
    return { exit, inHand: await this.tap.remains() };
  }

  private hear(line: string): void {
    this.lastLine = line;
    if (line.includes(outageLine)) this.outages += 1;
    this.log.write(`${line}\n`);
  }
}
