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
import { drainRateToIdeal, drainSeconds, maxTasks, type Outcome } from './capacity/outcome';
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
  console.log(`${Number(secondsPerImage.toFixed(4))} s a photo and task, at most ${table.indexer.max_tasks} tasks: ${Math.round(table.indexer.max_tasks / secondsPerImage)} photos a second\n`);

  const outcomes = scenarios.map((scenario) => simulate({ ...options, scenario }));
  mkdirSync(CHARTS, { recursive: true });
  for (const outcome of outcomes) writeFileSync(join(CHARTS, `${outcome.scenario.name}.svg`), drawChart(outcome));

  console.log(scenarioTable(outcomes));
  console.log('drained in: from the last photo sent to the last one done, cold start included');
  console.log('rate ÷ ideal: of a burst, photos a second from the first one received to the last one done ÷ (most tasks ÷ seconds a photo)\n');
  console.log(`${taskTable(outcomes)}\n`);
  console.log(`${costTable(outcomes, prices)}\nexample prices; idle installations: infra/README.md\n`);
  console.log(`Images a second, all into one collection\n${throughputTable(throughputLimits(table, secondsPerImage))}`);
  for (const outcome of outcomes) if (isBurstForAll(outcome)) console.log(oneAndTen(outcome, options));
  console.log(`\nFaces in one collection ("!" = no longer good)\n${sizeTable()}\n`);
  console.log(`charts: ${outcomes.map(({ scenario }) => join(CHARTS, `${scenario.name}.svg`)).join(' ')}\n`);
  for (const outcome of outcomes) console.log(jsonLine(outcome, prices));
});

type RunOptions = Omit<SimulationOptions, 'scenario'>;

function isBurstForAll(outcome: Outcome): boolean {
  return outcome.scenario.arrivals.kind === 'burst' && maxTasks(outcome) === outcome.table.indexer.max_tasks;
}

/** The same burst against the write limit of one namespace, and against those of ten. */
function oneAndTen(one: Outcome, options: RunOptions): string {
  const ten = simulate({ ...options, scenario: { ...one.scenario, collections: 10 } });
  const told = [one, ten].map((outcome) => {
    const photos = (outcome.deleted / outcome.writeRequests).toFixed(1);
    const share = Math.round(1000 * drainRateToIdeal(outcome)) / 10;
    return `into ${outcome.scenario.collections}: ${duration(drainSeconds(outcome))}, ${share} % of the ideal rate, ${photos} photos an upsert request`;
  });
  return `${one.scenario.name} by the number of collections · ${told.join(' · ')}`;
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
