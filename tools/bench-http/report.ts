import { round } from '../bench/cpu';
import { table } from '../cli/table';
import type { Figures } from './figures';
import type { MixedLoad } from './mixed-load';
import type { UploadOverhead } from './upload-overhead';

export interface Results {
  readonly rows: number;
  readonly livez: Figures;
  readonly search: Figures;
  readonly overhead: UploadOverhead;
  readonly underUploads: { readonly livez: Figures; readonly uploads: Figures };
  readonly mixed: MixedLoad;
}

export function tableOf(results: Results): string {
  const { overhead, underUploads, mixed } = results;
  const lines: readonly (readonly [string, Figures])[] = [
    ['GET /livez', results.livez],
    [`search by embedding, ${results.rows} faces`, results.search],
    ['match by upload, one at a time', overhead.figures],
    ['match by upload, eight at a time', underUploads.uploads],
    ['GET /livez meanwhile', underUploads.livez],
    ['all kinds of requests', mixed.figures],
  ];
  const header = ['requests', 'count', 'a second', 'p50 ms', 'p99 ms', 'CPU ms each', 'errors'];
  return table([header, ...lines.map(([name, figures]) => [name, ...cellsOf(figures)])]);
}

/** What the table does not tell. */
export function remarksOn({ overhead, mixed }: Results): string[] {
  const { secondQuarter, lastQuarter } = mixed;
  return [
    `match by upload: ${overhead.uploadMs.toFixed(1)} CPU ms, the pipeline alone on the same photos ${overhead.pipelineMs.toFixed(1)} (medians); pair by pair it adds ${overhead.overheadMs.toFixed(2)}, by the means ${overhead.meanOverheadMs.toFixed(1)}`,
    `memory no file backs, second and last quarter of the mixed load: ${secondQuarter.anonymousMb.toFixed(0)} and ${lastQuarter.anonymousMb.toFixed(0)} MB`,
    ...(mixed.failures === '' ? [] : [`failed answers: ${mixed.failures}`]),
  ];
}

export function lineOf({ livez, search, overhead, underUploads, mixed }: Results): object {
  const all = [livez, search, overhead.figures, underUploads.livez, underUploads.uploads, mixed.figures];
  return {
    livez_p99_ms_under_uploads: round(underUploads.livez.p99Ms),
    search_rps: round(search.perSecond, 1),
    search_p50_ms: round(search.p50Ms),
    upload_overhead_cpu_ms: round(overhead.overheadMs),
    upload_overhead_mean_cpu_ms: round(overhead.meanOverheadMs),
    errors: all.reduce((total, { errors }) => total + errors, 0),
    livez_rps: round(livez.perSecond, 1),
    livez_p50_ms: round(livez.p50Ms),
    livez_p99_ms: round(livez.p99Ms),
    livez_cpu_ms: round(livez.cpuMs!, 3),
    search_p99_ms: round(search.p99Ms),
    search_cpu_ms: round(search.cpuMs!, 3),
    upload_cpu_ms: round(overhead.uploadMs),
    pipeline_cpu_ms: round(overhead.pipelineMs),
    uploads_rps: round(underUploads.uploads.perSecond, 1),
    mixed_requests: mixed.figures.requests,
    mixed_rps: round(mixed.figures.perSecond, 1),
    memory_growth: round(mixed.lastQuarter.anonymousMb / mixed.secondQuarter.anonymousMb, 3),
    anonymous_mb: round(mixed.lastQuarter.anonymousMb, 0),
  };
}

function cellsOf({ requests, perSecond, p50Ms, p99Ms, cpuMs, errors }: Figures): (string | number)[] {
  const shown = (value: number | undefined, digits: number): string => (value === undefined || Number.isNaN(value) ? '' : value.toFixed(digits));
  return [requests, shown(perSecond, 1), shown(p50Ms, 1), shown(p99Ms, 1), shown(cpuMs, 2), errors];
}
