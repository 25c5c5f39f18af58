// usage: npm run capacity -- [--scenario NAME]... [--seconds-per-image S | --bench FILE] [--environment E] [--seed N] [--price NAME=VALUE]... [--scaling FILE]
// Simulates the whole service on the policies of infra/scaling.json; the last lines are JSON, the charts are in .data/capacity.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTool, UsageError, userPath } from './cli/cli';
import { secondsPerImageOfBench } from './capacity/bench-file';
import { drawChart } from './capacity/chart';
import { duration } from './capacity/chart-axis';
import { PINECONE_UPSERTS_PER_S } from './capacity/facts';
import { drainSeconds, type Outcome } from './capacity/outcome';
import { readPrices, type Prices } from './capacity/prices';
import { costTable, jsonLine, scenarioTable, sizeTable, taskTable, throughputTable } from './capacity/report';
import { readScalingTable } from './capacity/scaling-table';
import { SCENARIOS, type Scenario } from './capacity/scenarios';
import { simulate, type SimulationOptions } from './capacity/simulation';
import { throughputLimits } from './capacity/throughput-limits';

const USAGE = 'npm run capacity -- [--scenario NAME]... [--seconds-per-image S | --bench FILE] [--environment E] [--seed N] [--price NAME=VALUE]... [--scaling FILE]';
const CHARTS = join('.data', 'capacity');

runTool(USAGE, async () => {
  const { scenarios, prices, ...options } = readArguments();
  const { table, secondsPerImage } = options;
  console.log(`${secondsPerImage} s a photo and task, at most ${table.indexer.max_tasks} tasks: ${Math.round(table.indexer.max_tasks / secondsPerImage)} photos a second\n`);

  const outcomes = scenarios.map((scenario) => simulate({ ...options, scenario }));
  mkdirSync(CHARTS, { recursive: true });
  for (const outcome of outcomes) writeFileSync(join(CHARTS, `${outcome.scenario.name}.svg`), drawChart(outcome));

  console.log(scenarioTable(outcomes));
  console.log('drained in: from the last photo sent to the last one done, cold start included · rate ÷ ideal: of a burst, from the first photo received on\n');
  console.log(`${taskTable(outcomes)}\n`);
  console.log(`${costTable(outcomes, prices)}\nexample prices; idle installations: infra/README.md\n`);
  console.log(`Images a second, all into one collection\n${throughputTable(throughputLimits(table, secondsPerImage))}`);
  for (const outcome of outcomes) if (isSpreadBurst(outcome.scenario)) console.log(inOneCollection(outcome, options));
  console.log(`\nFaces in one collection ("!" = no longer good)\n${sizeTable()}\n`);
  console.log(`charts: ${outcomes.map(({ scenario }) => join(CHARTS, `${scenario.name}.svg`)).join(' ')}\n`);
  for (const outcome of outcomes) console.log(jsonLine(outcome, prices));
});

type RunOptions = Omit<SimulationOptions, 'scenario'>;

function isSpreadBurst({ arrivals, collections }: Scenario): boolean {
  return arrivals.kind === 'burst' && collections > 1;
}

/** The same burst against one namespace's write limit. */
function inOneCollection(spread: Outcome, options: RunOptions): string {
  const { name, collections } = spread.scenario;
  const alone = simulate({ ...options, scenario: { ...spread.scenario, collections: 1 } });
  return `${name} into one collection: ${duration(drainSeconds(alone))} instead of ${duration(drainSeconds(spread))} into ${collections}`;
}

function readArguments(): RunOptions & { readonly scenarios: readonly Scenario[]; readonly prices: Prices } {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string', multiple: true },
      'seconds-per-image': { type: 'string' },
      bench: { type: 'string' },
      environment: { type: 'string', default: 'production' },
      seed: { type: 'string', default: '42' },
      price: { type: 'string', multiple: true, default: [] },
      scaling: { type: 'string' },
    },
  });
  const table = readScalingTable(values.scaling === undefined ? join('infra', 'scaling.json') : userPath(values.scaling), values.environment);
  if (values.bench !== undefined && values['seconds-per-image'] !== undefined) throw new UsageError('give --bench or --seconds-per-image, not both.');
  const given = values['seconds-per-image'] === undefined ? table.indexer.seconds_per_image : positive('seconds-per-image', values['seconds-per-image']);
  return {
    table,
    secondsPerImage: values.bench === undefined ? given : secondsPerImageOfBench(userPath(values.bench), table.indexer.task_vcpu),
    seed: positive('seed', values.seed),
    upsertsPerSecond: PINECONE_UPSERTS_PER_S,
    scenarios: values.scenario?.map(scenarioNamed) ?? SCENARIOS,
    prices: readPrices(values.price),
  };
}

function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.find((known) => known.name === name);
  if (scenario === undefined) throw new UsageError(`--scenario ${name} is unknown; use ${SCENARIOS.map((known) => known.name).join(', ')}.`);
  return scenario;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`--${name} must be a number above 0.`);
  return value;
}
