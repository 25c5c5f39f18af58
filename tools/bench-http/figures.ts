import type { Load } from './load';

/** What one kind of request takes. */
export interface Figures {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the API's whole process, a request; undefined: other requests ran beside these. */
  readonly cpuMs: number | undefined;
  readonly errors: number;
}

export function figuresOf({ times, errors, seconds }: Load, cpuMs?: number): Figures {
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    cpuMs: cpuMs === undefined ? undefined : cpuMs / times.length,
    errors: errors.length,
  };
}

/** The value that this part (0..1) of the values does not exceed; nearest rank. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? NaN;
}

/** Statuses of failed answers and how often each came, as `503 × 2`; 0 stands for no answer. */
export function tally(statuses: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${status} × ${count}`).join(', ');
}
