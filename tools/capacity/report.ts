import { table } from '../cli/table';
import { duration, short } from './chart-axis';
import { costPerMillion, total, type Cost } from './cost';
import { backToZeroAt, drainRateToIdeal, drainSeconds, maxTasks, oldestAgeP99, stranded, type Outcome } from './outcome';
import type { Prices } from './prices';
import { exceeds, goodUpTo, SIZE_LIMITS, type SizeLimit } from './size-limits';
import { bottlenecks, type ThroughputLimit } from './throughput-limits';

const RATES = [10, 100, 1_000];
const SIZES = [10e6, 100e6, 1e9];
const ENGINES = ['embedded', 'pgvector', 'Pinecone'];

/** What a script reads: one line a scenario. */
export function jsonLine(outcome: Outcome, prices: Prices): string {
  return JSON.stringify({
    scenario: outcome.scenario.name,
    drain_s: round(drainSeconds(outcome)),
    oldest_age_p99_s: round(oldestAgeP99(outcome)),
    max_tasks: maxTasks(outcome),
    stranded: stranded(outcome),
    cost_per_million_usd: round(total(costPerMillion(outcome, prices)), 2),
    drain_rate_to_ideal: isBurst(outcome) ? round(drainRateToIdeal(outcome), 3) : null,
  });
}

export function scenarioTable(outcomes: readonly Outcome[]): string {
  const head = ['scenario', 'photos', 'drained in', 'oldest (p99)', 'most tasks', 'no task left after', 'rate ÷ ideal', 'with cold start', 'Spot taken', 'twice', 'stranded'];
  return table([head, ...outcomes.map((outcome) => [
    outcome.scenario.name, short(outcome.sent), duration(drainSeconds(outcome)), duration(oldestAgeP99(outcome)), maxTasks(outcome),
    zeroOf(outcome), ...ratesOf(outcome), outcome.interruptions,
    outcome.deliveries - outcome.sent, stranded(outcome),
  ])]);
}

/** Only a burst keeps the whole fleet busy. */
function isBurst({ scenario }: Outcome): boolean {
  return scenario.arrivals.kind === 'burst';
}

function ratesOf(outcome: Outcome): string[] {
  if (!isBurst(outcome)) return ['–', '–'];
  return [drainRateToIdeal(outcome), drainRateToIdeal(outcome, outcome.lastSentAt)].map((share) => `${round(100 * share)} %`);
}

function zeroOf(outcome: Outcome): string {
  const zero = backToZeroAt(outcome);
  return zero === undefined ? 'never' : duration(zero - outcome.lastDoneAt);
}

export function taskTable(outcomes: readonly Outcome[]): string {
  const moments = [300, 420, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200];
  const at = ({ samples }: Outcome, moment: number) => samples.find((sample) => sample.at >= moment)?.running ?? 0;
  return table([
    ['tasks running after', ...moments.map((moment) => `${moment / 60} min`)],
    ...outcomes.map((outcome) => [outcome.scenario.name, ...moments.map((moment) => at(outcome, moment))]),
  ]);
}

export function costTable(outcomes: readonly Outcome[], prices: Prices): string {
  const parts: (keyof Cost)[] = ['instances', 'vectors', 'queue', 'photos', 'catalog', 'network', 'logs'];
  return table([
    ['$ for a million photos', ...parts, 'together'],
    ...outcomes.map((outcome) => {
      const cost = costPerMillion(outcome, prices);
      return [outcome.scenario.name, ...parts.map((part) => round(cost[part], 2)), round(total(cost), 2)];
    }),
  ]);
}

export function throughputTable(limits: readonly ThroughputLimit[]): string {
  const load = ({ imagesPerSecond }: ThroughputLimit, rate: number) => `${Math.round((100 * rate) / imagesPerSecond)} %${rate >= imagesPerSecond ? ' !' : ''}`;
  const rows = limits.map((limit) => [limit.part, `${short(limit.imagesPerSecond)}/s`, ...RATES.map((rate) => load(limit, rate)), limit.because]);
  const verdicts = RATES.map((rate) => `at ${rate}/s ${bottlenecks(limits, rate).join(', then ') || 'none'}`);
  return [table([['part', 'takes', ...RATES.map((rate) => `at ${rate}/s`), 'because'], ...rows]), `first bottleneck: ${verdicts.join(' · ')}`].join('\n');
}

export function sizeTable(): string {
  const cell = (limit: SizeLimit, faces: number) => `${format(limit, limit.at(faces))}${exceeds(limit, faces) ? ' !' : ''}`;
  const limits = [...SIZE_LIMITS].sort((a, b) => goodUpTo(a) - goodUpTo(b));
  const rows = limits.map((limit) => [limit.part, ...SIZES.map((faces) => cell(limit, faces)), bound(limit), reach(limit), limit.because]);
  const verdicts = SIZES.map((faces) => `at ${short(faces)} ${ENGINES.map((engine) => `${engine} – ${firstOf(engine, limits, faces)}`).join(', ')}`);
  return [
    table([['part', ...SIZES.map((faces) => `${short(faces)} faces`), 'good', 'up to', 'because'], ...rows]),
    `first bottleneck besides false matches: ${verdicts.join(' · ')}`,
  ].join('\n');
}

function firstOf(engine: string, limits: readonly SizeLimit[], faces: number): string {
  return limits.find((limit) => limit.part.startsWith(engine) && exceeds(limit, faces))?.part.slice(engine.length + 2) ?? 'none';
}

function reach(limit: SizeLimit): string {
  const faces = goodUpTo(limit);
  return faces === Infinity ? '–' : short(Number(faces.toPrecision(2)));
}

function bound(limit: SizeLimit): string {
  if (limit.bound === Infinity) return 'always';
  return `${limit.unit === 'per second' ? '≥' : '≤'} ${format(limit, limit.bound)}`;
}

function format({ unit }: SizeLimit, value: number): string {
  if (unit === 'bytes') return value >= 1e12 ? `${round(value / 1e12)} TB` : `${round(value / 1e9)} GB`;
  if (unit === 'per second') return `${round(value, value < 10 ? 1 : 0)}/s`;
  if (unit === 'false matches') return short(Math.round(value));
  return duration(value);
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
