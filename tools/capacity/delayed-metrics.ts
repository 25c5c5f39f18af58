/** What is measured once a period. */
export interface Figures {
  readonly visible: number;
  readonly inFlight: number;
  readonly running: number;
}

/** Ages in seconds of a figure when an alarm first sees it. */
export interface MetricDelays {
  readonly queue: number;
  readonly tasks: number;
}

/** What CloudWatch's alarms see: the service a while ago, the queue's figures and ECS's each with a delay of its own. */
export class DelayedMetrics {
  private readonly samples: { readonly at: number; readonly figures: Figures }[] = [];

  constructor(private readonly period: number, private readonly delays: MetricDelays) {}

  record(at: number, figures: Figures): void {
    this.samples.push({ at, figures });
  }

  /** The latest `periods` data points visible at `now`, oldest first; undefined while there are fewer. */
  seenAt(now: number, periods: number): Figures[] | undefined {
    const points: Figures[] = [];
    for (let back = periods - 1; back >= 0; back--) {
      const queue = this.lastUntil(now - this.delays.queue - back * this.period);
      const tasks = this.lastUntil(now - this.delays.tasks - back * this.period);
      if (queue === undefined || tasks === undefined) return undefined;
      points.push({ visible: queue.visible, inFlight: queue.inFlight, running: tasks.running });
    }
    return points;
  }

  private lastUntil(moment: number): Figures | undefined {
    for (let index = this.samples.length - 1; index >= 0; index--) {
      const sample = this.samples[index];
      if (sample !== undefined && sample.at <= moment + 1e-6) return sample.figures;
    }
    return undefined;
  }
}
