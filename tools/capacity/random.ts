// Looked up once: called for millions of photos, and in Jest's realm finding a global takes longer than the arithmetic.
const { cos, exp, imul, log, PI, sin, sqrt } = Math;

/** The simulation's own generator (mulberry32): one seed gives one run, on every machine. */
export class Random {
  private state: number;
  private spare: number | undefined;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** 0 ≤ x < 1 */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  exponential(mean: number): number {
    return -mean * log(1 - this.next());
  }

  /** `variation`: standard deviation ÷ mean; 0 gives the mean itself. */
  logNormal(mean: number, variation: number): number {
    const variance = log(1 + variation ** 2);
    return mean * exp(sqrt(variance) * this.normal() - variance / 2);
  }

  /** Box and Muller: two at a time. */
  private normal(): number {
    const kept = this.spare;
    if (kept !== undefined) {
      this.spare = undefined;
      return kept;
    }
    const radius = sqrt(-2 * log(1 - this.next()));
    const angle = 2 * PI * this.next();
    this.spare = radius * sin(angle);
    return radius * cos(angle);
  }
}
