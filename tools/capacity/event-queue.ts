/** What happens when an event is due. The two numbers are what `schedule` was given, so that no closure is made for each photo. */
export type Handler = (first: number, second: number) => void;

/** The clock of a simulation: a binary heap of events by time; of those due together, the first one scheduled comes first. */
export class EventQueue {
  private readonly times: number[] = [];
  private readonly turns: number[] = [];
  private readonly handlers: Handler[] = [];
  private readonly firsts: number[] = [];
  private readonly seconds: number[] = [];
  private scheduled = 0;
  private clock = 0;

  /** Seconds since the start. */
  get now(): number {
    return this.clock;
  }

  /** `delay` in seconds from now. */
  schedule(delay: number, handler: Handler, first = 0, second = 0): void {
    this.times.push(this.clock + delay);
    this.turns.push(this.scheduled++);
    this.handlers.push(handler);
    this.firsts.push(first);
    this.seconds.push(second);
    this.rise(this.times.length - 1);
  }

  /** Until `isOver` says so (asked after each event), nothing is left, or the clock would pass `horizon`, in seconds. */
  run(horizon = Infinity, isOver: () => boolean = () => false): void {
    while (this.times.length > 0 && (this.times[0] as number) <= horizon && !isOver()) {
      this.clock = this.times[0] as number;
      const handler = this.handlers[0] as Handler;
      const first = this.firsts[0] as number;
      const second = this.seconds[0] as number;
      this.removeFirst();
      handler(first, second);
    }
  }

  private removeFirst(): void {
    this.swap(0, this.times.length - 1);
    this.times.pop();
    this.turns.pop();
    this.handlers.pop();
    this.firsts.pop();
    this.seconds.pop();
    this.sink(0);
  }

  private rise(index: number): void {
    for (let at = index; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private sink(index: number): void {
    const end = this.times.length;
    for (let at = index; ; ) {
      let earliest = at;
      const left = 2 * at + 1;
      if (left < end && this.isBefore(left, earliest)) earliest = left;
      if (left + 1 < end && this.isBefore(left + 1, earliest)) earliest = left + 1;
      if (earliest === at) return;
      this.swap(at, earliest);
      at = earliest;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const timeA = this.times[a] as number;
    const timeB = this.times[b] as number;
    return timeA < timeB || (timeA === timeB && (this.turns[a] as number) < (this.turns[b] as number));
  }

  private swap(a: number, b: number): void {
    exchange(this.times, a, b);
    exchange(this.turns, a, b);
    exchange(this.handlers, a, b);
    exchange(this.firsts, a, b);
    exchange(this.seconds, a, b);
  }
}

function exchange<T>(column: T[], a: number, b: number): void {
  const kept = column[a] as T;
  column[a] = column[b] as T;
  column[b] = kept;
}
