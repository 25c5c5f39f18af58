interface Guest {
  readonly lane: string;
  /** Messages that come to work with it: a poll brings none yet. */
  readonly messages: 0 | 1;
  readonly seat: () => void;
  readonly refuse: (reason: unknown) => void;
}

/**
 * Room for messages that take memory and CPU. A lane polls only with a place, and keeps it while one of its messages is at work: what
 * only waits for its writes does not keep others from work, and nothing is received that nobody can begin with.
 */
export class Places {
  /** The lanes that have one, with how many of their messages are at work. */
  private readonly taken = new Map<string, number>();
  private waiting: Guest[] = [];
  private closed: { readonly reason: unknown } | undefined;

  constructor(private readonly count: number) {}

  /** Resolves when the lane may poll; rejects once closed. */
  forPoll(lane: string): Promise<void> {
    return this.closed === undefined ? this.comeIn(lane, 0) : Promise.reject(this.closed.reason as Error);
  }

  /** Resolves when a message of the lane may be worked on: at once when the lane has a place. */
  forMessage(lane: string): Promise<void> {
    return this.comeIn(lane, 1);
  }

  /** A message of the lane takes no room any more. */
  leave(lane: string): void {
    const atWork = (this.taken.get(lane) ?? 1) - 1;
    if (atWork > 0) this.taken.set(lane, atWork);
    else this.taken.delete(lane);
    this.seatWaiting();
  }

  /** Nothing is polled any more; messages in hand still get their places. */
  close(reason: unknown): void {
    this.closed = { reason };
    for (const { messages, refuse } of this.waiting) if (messages === 0) refuse(reason);
    this.waiting = this.waiting.filter(({ messages }) => messages > 0);
  }

  private comeIn(lane: string, messages: 0 | 1): Promise<void> {
    return new Promise((seat, refuse) => {
      this.waiting.push({ lane, messages, seat, refuse });
      this.seatWaiting();
    });
  }

  private seatWaiting(): void {
    this.waiting = this.waiting.filter(({ lane, messages, seat }) => {
      if (!this.taken.has(lane) && this.taken.size >= this.count) return true;
      this.taken.set(lane, (this.taken.get(lane) ?? 0) + messages);
      seat();
      return false;
    });
  }
}
