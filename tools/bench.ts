// usage: npm run bench [-- DIR] [--json-only] [--synthetic-r50] [--endurance N] [--rounds N]
// Measures the pipeline on a folder of photos (default: the sample photos) against what no pipeline can do without, all in
// the same run. Prints one table and, last, one line of JSON.
import { availableParallelism, tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePack, FacePipelinePool } from '@facerec/face-pipeline';
import { loadSettings } from '@facerec/settings';
import { Logger } from '@nestjs/common';
import { measureAppBoot } from './bench/app-boot';
import { measureCpu } from './bench/cpu-per-image';
import { measureDispatch } from './bench/dispatch';
import { endure } from './bench/endurance';
import { Floor } from './bench/floor';
import { readPhotos, upscaledPhoto } from './bench/photos';
import { probe, runProbe } from './bench/probes';
import { measureSharing } from './bench/sharing';
import { figuresOf, tableOf, type Results } from './bench/report';
import { measureScaling } from './bench/scaling';
import { runTool, UsageError, userPath } from './cli/cli';

const USAGE = 'npm run bench [-- DIR] [--json-only] [--synthetic-r50] [--endurance N] [--rounds N]';
const LARGE = 10e6;

runTool(USAGE, async () => {
  if (process.argv[2] === '--probe') return runProbe(process.argv[3]!, process.argv[4]!);
  const { directory, jsonOnly, syntheticR50, endurance, rounds } = readArguments();
  const say = (line: string): void => void (jsonOnly || console.log(line));
  Logger.overrideLogger(['warn', 'error', 'fatal']);
  const scratch = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const results = await measure(directory, { scratch, syntheticR50, endurance, rounds, say });
    say(`\n${tableOf(results)}\n`);
    console.log(JSON.stringify(figuresOf(results)));
  } finally {
    await rm(scratch, { recursive: true });
  }
});

interface How {
  readonly scratch: string;
  readonly syntheticR50: boolean;
  readonly endurance: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

async function measure(directory: string | undefined, { scratch, syntheticR50, endurance, rounds, say }: How): Promise<Results> {
  const { pipeline } = loadSettings(process.env);
  const pack = await ensurePack(pipeline.modelsDirectory, pipeline.pack);
  const photos = await readPhotos(directory, pipeline.modelsDirectory);
  const large = await upscaledPhoto(photos[0]!, scratch);
  const cores = availableParallelism();
  const open = (workers: number): Promise<FacePipelinePool> => FacePipelinePool.open({ ...pipeline, workers });
  const [one, all] = [await open(1), await open(cores)];
  try {
    say(`${photos.length} photos, model pack ${pack.name}, ${cores} cores; CPU figures are user + system of the whole process`);
    const floor = await Floor.open(one.plan);
    const tools = { pool: one, floor, rounds };
    const ordinary = photos.filter(({ pixels }) => pixels <= LARGE);
    const largeOnes = photos.filter(({ pixels }) => pixels > LARGE);
    say('CPU an image …');
    const cpu = await measureCpu(ordinary.length > 0 ? ordinary : photos, tools);
    const cpuLarge = await measureCpu(largeOnes.length > 0 ? largeOnes : [large], tools);
    const cpuAll = largeOnes.length > 0 && ordinary.length > 0 ? await measureCpu(photos, { ...tools, rounds: Math.ceil(rounds / 3) }) : undefined;
    const dispatchMs = await measureDispatch(one, Math.round(photos.reduce((sum, { bytes }) => sum + bytes.length, 0) / photos.length));
    say('images a second …');
    const scaling = await measureScaling(ordinary.length > 0 ? ordinary : photos, one, all);
    say('memory and cold start, in processes of their own …');
    const base = { ...pipeline, pack: pipeline.pack };
    const memory = await measureSharing({ options: base, photos: photos.slice(0, 6).map(({ file }) => file) });
    const peak = await probe('memory', { options: { ...base, workers: 1 }, photos: [large.file] });
    const cold = await probe('coldStart', { options: { ...base, workers: 1 }, photos: [photos[0]!.file] });
    const boot = await measureAppBoot(join(scratch, 'app'));
    say(endurance > 0 ? `${endurance} analyses …` : '');
    const endured = endurance > 0 ? await endure(photos, all, endurance) : undefined;
    return {
      cpu, cpuLarge, cpuAll, dispatchMs, scaling, memory, peakMb: peak.peakMb, coldStartSeconds: cold.cpuSeconds, bootSeconds: boot, endurance: endured,
      ...(syntheticR50 ? { r50: await measureSharing({ options: base, photos: [photos[0]!.file] }, { directory: join(pipeline.cacheDirectory, 'synthetic-r50'), pack }) } : {}),
    };
  } finally {
    await Promise.all([one.close(), all.close()]);
  }
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'json-only': { type: 'boolean', default: false },
      'synthetic-r50': { type: 'boolean', default: false },
      endurance: { type: 'string', default: '0' },
      rounds: { type: 'string', default: '15' },
    },
  });
  if (positionals.length > 1) throw new UsageError('give at most one folder');
  const [endurance, rounds] = [Number(values.endurance), Number(values.rounds)];
  if (!(Number.isInteger(endurance) && endurance >= 0)) throw new UsageError('--endurance must be a whole number of analyses.');
  if (!(Number.isInteger(rounds) && rounds > 0)) throw new UsageError('--rounds must be a whole number above 0.');
  return { directory: positionals[0] === undefined ? undefined : userPath(positionals[0]), jsonOnly: values['json-only'], syntheticR50: values['synthetic-r50'], endurance, rounds };
}
