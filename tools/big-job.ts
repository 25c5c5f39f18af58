// usage: npm run test:big-job [-- --photos 100000] [--kills 3]
// Has the API enqueue a job of so many photos, kills it meanwhile, and looks for every photo in the queue; the last line is JSON.
import { parseArgs } from 'node:util';
import { ensurePack } from '@facerec/face-pipeline';
import { runBigJob } from './big-job/big-job';
import { complaints } from './big-job/complaints';
import { runTool, showDownload, UsageError } from './cli/cli';

const USAGE = 'npm run test:big-job [-- --photos 100000] [--kills 3]';

runTool(USAGE, async () => {
  const { photos, kills } = readArguments();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  await ensurePack('models', 'compact', { onProgress: showDownload() });
  const startedAt = performance.now();
  const log = (line: string) => console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  const report = await runBigJob({ photos, kills, log });
  const problems = complaints(report);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  console.log(JSON.stringify(report));
});

function readArguments(): { readonly photos: number; readonly kills: number } {
  const { values } = parseArgs({ options: { photos: { type: 'string', default: '100000' }, kills: { type: 'string', default: '3' } } });
  return { photos: wholeNumber('photos', values.photos, { least: 1_000, most: 1_000_000 }), kills: wholeNumber('kills', values.kills, { least: 0, most: 9 }) };
}

function wholeNumber(name: string, text: string, { least, most }: { readonly least: number; readonly most: number }): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw new UsageError(`--${name} must be a whole number from ${least} to ${most}.`);
  return value;
}
