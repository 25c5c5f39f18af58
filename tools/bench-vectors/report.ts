import { table } from '../cli/table';

/** What every engine is measured by; further keys are its own. */
export interface Figures extends Readonly<Record<string, string | number | null>> {
  readonly engine: string;
  readonly rows: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly recall_at_10: number;
  readonly person_recall: number;
  readonly upserts_per_s: number;
  readonly open_s: number;
  /** Of the process that searches, of a server all its processes; null: they are on another machine. */
  readonly rss_mb: number | null;
  readonly disk_mb: number;
  readonly ten_row_upsert_ms: number;
}

export function report(figures: Figures): void {
  console.log(table([['figure', 'value'], ...Object.entries(figures).map(([name, value]) => [name, value ?? 'unknown'])]));
  console.log(JSON.stringify(figures));
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
