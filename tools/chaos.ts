// usage: npm run test:chaos [-- --engine embedded|pinecone|pgvector] [--seed 1] [--photos 200] [--kills 20] [--keep]
// Indexes photos with two indexers while they are killed and everything around them breaks; the last lines are JSON, one for each engine.
import { parseArgs } from 'node:util';
import { Logger } from '@nestjs/common';
import { ensurePack, ensureSamplePhotos } from '@facerec/face-pipeline';
import { runChaos, type ChaosReport } from './chaos/chaos';
import { engineNames, type EngineName } from './chaos/engines';
import { runTool, showDownload, UsageError } from './cli/cli';

const USAGE = 'npm run test:chaos [-- --engine embedded|pinecone|pgvector] [--seed 1] [--photos 200] [--kills 20] [--keep]';

runTool(USAGE, async () => {
  const { engines, ...options } = readArguments();
  // That the stores do not answer is what this is about.
  Logger.overrideLogger(false);
  // Ends the indexers as well: their processes are no children of the terminal.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  await ensurePack('models', 'compact', { onProgress: showDownload() });
  await ensureSamplePhotos('models', '.data/samples', { onProgress: showDownload() });
  const reports: ChaosReport[] = [];
  for (const engine of engines) {
    const startedAt = performance.now();
    const log = (line: string) => console.log(`${engine} ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);
    const { report, problems } = await runChaos({ engine, ...options, log });
    for (const problem of problems) console.error(`${engine}: ${problem}`);
    if (problems.length > 0 || report.lost > 0 || report.doubled > 0) process.exitCode = 1;
    reports.push(report);
  }
  for (const report of reports) console.log(JSON.stringify(report));
});

function readArguments() {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', multiple: true },
      seed: { type: 'string', default: '1' },
      photos: { type: 'string', default: '200' },
      kills: { type: 'string', default: '20' },
      keep: { type: 'boolean', default: false },
    },
  });
  const engines = (values.engine ?? engineNames).map(engineNamed);
  return {
    engines,
    keep: values.keep,
    seed: wholeNumber('seed', values.seed, { least: 0, most: 2 ** 31 }),
    photos: wholeNumber('photos', values.photos, { least: 20, most: 1_000 }),
    kills: wholeNumber('kills', values.kills, { least: 1, most: 1_000 }),
  };
}

function engineNamed(name: string): EngineName {
  const engine = engineNames.find((known) => known === name);
  if (engine === undefined) throw new UsageError(`--engine ${name} is unknown; use ${engineNames.join(', ')}.`);
  return engine;
}

function wholeNumber(name: string, text: string, { least, most }: { readonly least: number; readonly most: number }): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw new UsageError(`--${name} must be a whole number from ${least} to ${most}.`);
  return value;
}
