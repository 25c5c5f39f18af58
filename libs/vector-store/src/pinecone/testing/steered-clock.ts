/** Time that passes when the test says so. */
export class SteeredClock {
  private time = 0;
  private sleepers: { readonly until: number; readonly wake: () => void }[] = [];

  readonly now = (): number => this.time;
  /** No jitter. */
  readonly random = (): number => 0;
  readonly sleep = (ms: number): Promise<void> => new Promise((wake) => this.sleepers.push({ until: this.time + ms, wake }));

  /** Wakes whoever slept until then, and lets it go on. */
  async pass(ms: number): Promise<void> {
    this.time += ms;
    const awake = this.sleepers.filter(({ until }) => until <= this.time);
    this.sleepers = this.sleepers.filter(({ until }) => until > this.time);
    for (const { wake } of awake) wake();
    await new Promise(setImmediate);
  }
}
