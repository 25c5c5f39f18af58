/** What shall go wrong with the next requests. */
export type Fault = {
  /** Requests to hit, default 1. */
  readonly times?: number;
  /** Only paths that contain this, e.g. "/vectors/upsert" or "/indexes"; default: every path. */
  readonly path?: string;
} & (
  /** The request is refused, nothing is applied. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  /** The socket is destroyed before the request is applied, in mid-answer, or when it is applied but not answered. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'amid' | 'after' }
  /** Nothing happens for a while; the request is not applied when its sender has gone by then. */
  | { readonly kind: 'slow'; readonly delayMs: number }
);

/** The faults to come, first in, first out. */
export class Faults {
  private queue: Fault[] = [];

  add(faults: readonly Fault[]): void {
    this.queue.push(...faults.flatMap((fault) => Array.from({ length: fault.times ?? 1 }, () => fault)));
  }

  clear(): void {
    this.queue = [];
  }

  next(path: string): Fault | undefined {
    const at = this.queue.findIndex((fault) => path.includes(fault.path ?? ''));
    return at < 0 ? undefined : this.queue.splice(at, 1)[0];
  }
}
