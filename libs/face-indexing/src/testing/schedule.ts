import type { Gate } from './world';

/** Mulberry32: the same seed gives the same schedule. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Lets one of the processes make its next step at a time, chosen at random; some are frozen for many of the others' steps. */
export class Schedule {
  private readonly waiting: { readonly proceed: () => void; frozenFor: number }[] = [];

  constructor(private readonly random: () => number, private readonly freezing = 0) {}

  readonly gate: Gate = () => new Promise((proceed) => {
    const frozenFor = this.random() < this.freezing ? Math.floor(this.random() * 200) : 0;
    this.waiting.push({ proceed, frozenFor });
  });

  /** Resolves when all of `work` is done. */
  async run(work: readonly Promise<unknown>[]): Promise<void> {
    let left = work.length;
    for (const one of work) void one.finally(() => { left -= 1; }).catch(() => undefined);
    while (left > 0) {
      // Whatever the last step set free comes to its next gate by microtasks alone.
      await new Promise(setImmediate);
      this.takeNext()?.proceed();
    }
  }

  private takeNext() {
    for (const each of this.waiting) each.frozenFor -= 1;
    const awake = this.waiting.filter(({ frozenFor }) => frozenFor <= 0);
    const candidates = awake.length > 0 ? awake : this.waiting;
    const next = candidates[Math.floor(this.random() * candidates.length)];
    if (next !== undefined) this.waiting.splice(this.waiting.indexOf(next), 1);
    return next;
  }
}
