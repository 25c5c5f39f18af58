import type { DelayedMetrics } from './delayed-metrics';
import { backlogPerTask, type ScalingTable } from './scaling-table';

/**
 * The three rules of infra/modules/indexer/scaling.tf, asked once a metric period:
 *
 *     wake   a message waits and no task runs: + wake_tasks
 *     track  the backlog of a task is above the target: as many as the ratio asks for, never fewer
 *     idle   nothing waits and nothing is in flight: back to the minimum
 */
export class Autoscaler {
  private readonly target: number;
  private awake = 0;
  private tracked = { until: 0, before: 0 };
  private idleUntil = 0;
  desired: number;

  constructor(private readonly metrics: DelayedMetrics, private readonly table: Pick<ScalingTable, 'indexer' | 'assumptions'>) {
    this.target = backlogPerTask(table.indexer);
    this.desired = table.indexer.min_tasks;
  }

  /** Returns the tasks wanted from now on. */
  evaluate(now: number): number {
    this.idle(now);
    this.wake(now);
    this.track(now);
    return this.desired;
  }

  /** A step of +n; within its cooldown the same step adds nothing. */
  private wake(now: number): void {
    const { wake_evaluation_periods, wake_tasks, wake_cooldown_s } = this.table.indexer;
    const points = this.metrics.seenAt(now, wake_evaluation_periods);
    if (now < this.awake || !points?.every(({ visible, running }) => visible > 0 && running < 1)) return;
    this.awake = now + wake_cooldown_s;
    this.atLeast(this.desired + wake_tasks);
  }

  /** Target tracking multiplies what is there. Within the cooldown what it added last counts as added already (Application Auto Scaling). */
  private track(now: number): void {
    const points = this.metrics.seenAt(now, this.table.assumptions.target_tracking_datapoints);
    const ratios = points?.map(({ visible, running }) => visible / Math.max(running, 1) / this.target);
    if (!ratios?.every((ratio) => ratio > 1)) return;
    const base = now < this.tracked.until ? this.tracked.before : this.desired;
    const wanted = Math.min(Math.ceil(base * (ratios.at(-1) ?? 0)), this.table.indexer.max_tasks);
    if (wanted <= this.desired) return;
    this.tracked = { until: now + this.table.indexer.scale_out_cooldown_s, before: base };
    this.atLeast(wanted);
  }

  private idle(now: number): void {
    const { idle_evaluation_periods, idle_cooldown_s, min_tasks } = this.table.indexer;
    const points = this.metrics.seenAt(now, idle_evaluation_periods);
    if (now < this.idleUntil || this.desired === min_tasks || !points?.every(({ visible, inFlight }) => visible + inFlight === 0)) return;
    this.idleUntil = now + idle_cooldown_s;
    this.desired = min_tasks;
  }

  private atLeast(tasks: number): void {
    this.desired = Math.max(this.desired, Math.min(tasks, this.table.indexer.max_tasks));
  }
}
