/** From values to pixels. */
export interface Scale {
  readonly ticks: readonly number[];
  readonly toPixel: (value: number) => number;
}

/** What a panel's values are: it decides where its ticks may stand and how they are written. */
export type Quantity = 'count' | 'seconds';

const ROUND_SECONDS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

/** Values from 0 to at least `most` on `from`..`to` pixels, with about `count` round ticks. */
export function valueScale(most: number, quantity: Quantity, [from, to]: readonly [number, number], count = 4): Scale {
  const step = quantity === 'count' ? roundCount(most / count) : roundSeconds(most / count);
  const end = Math.max(step, Math.ceil(most / step - 1e-9) * step);
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, index) => index * step);
  return { ticks, toPixel: (value) => from + (value / end) * (to - from) };
}

/** Seconds on `from`..`to` pixels, exactly until `end`, with a tick at round numbers of minutes. */
export function timeScale(end: number, [from, to]: readonly [number, number], count = 9): Scale {
  const step = roundSeconds(end / count);
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
  return { ticks, toPixel: (seconds) => from + (seconds / end) * (to - from) };
}

function roundSeconds(atLeast: number): number {
  return ROUND_SECONDS.find((seconds) => seconds >= atLeast) ?? 86_400 * Math.ceil(atLeast / 86_400);
}

/** 1, 2, 5, 10, 20, ...: nobody counts in halves. */
function roundCount(atLeast: number): number {
  const rough = Math.max(atLeast, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough - 1e-12) ?? 10) * power;
}

/** 1.2k, 300k, 1M, 1B */
export function short(value: number): string {
  if (value >= 1e9) return `${Number((value / 1e9).toFixed(1))}B`;
  if (value >= 1e6) return `${Number((value / 1e6).toFixed(1))}M`;
  return value >= 1e3 ? `${Number((value / 1e3).toFixed(1))}k` : String(Number(value.toFixed(1)));
}

/** 45 s, 5 min, 1 h 20 min, 3.5 days */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Number(seconds.toFixed(1))} s`;
  const minutes = Math.round(seconds / 6) / 10;
  if (minutes < 90 && minutes !== 60) return `${minutes} min`;
  const rounded = Math.round(minutes);
  if (rounded >= 48 * 60) return `${Number((rounded / 1440).toFixed(1))} days`;
  return rounded % 60 === 0 ? `${rounded / 60} h` : `${Math.floor(rounded / 60)} h ${rounded % 60} min`;
}
