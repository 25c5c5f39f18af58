// usage: npm run bench [-- DIR] [--json-only] [--cpu-only] [--synthetic-r50] [--endurance N] [--rounds N]
// Measures the pipeline on a folder of photos (default: the sample photos) against what no pipeline can do without, all in
// the same run. Prints one table and, last, one line of JSON.
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePack, FacePipelinePool, type FacePipelineOptions } from '@facerec/face-pipeline';
import { loadSettings } from '@facerec/settings';
import { Logger } from '@nestjs/common';
import { measureAppBoot } from './bench/app-boot';
import { sum } from './bench/cpu';
import { measureCpu, type CpuTools } from './bench/cpu-per-image';
import { measureDispatch } from './bench/dispatch';
import { endure } from './bench/endurance';
import { Floor } from './bench/floor';
import { readPhotos, upscaledPhoto, type PhotoFile } from './bench/photos';
import { probe, runProbe } from './bench/probes';
import { figuresOf, tableOf, type BeyondCpu, type Results } from './bench/report';
import { measureScaling } from './bench/scaling';
import { measureSharing } from './bench/sharing';
import { runTool, showDownload, UsageError, userPath } from './cli/cli';

const USAGE = 'npm run bench [-- DIR] [--json-only] [--cpu-only] [--synthetic-r50] [--endurance N] [--rounds N]';
const LARGE = 10e6;

runTool(USAGE, async () => {
  if (process.argv[2] === '--probe') return runProbe(process.argv[3]!, process.argv[4]!);
  const wanted = readArguments();
  const say = (line: string): void => void (wanted.jsonOnly || console.log(line));
  Logger.overrideLogger(['warn', 'error', 'fatal']);
  const scratch = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const results = await measure(wanted, scratch, say);
    say(`\n${tableOf(results)}\n`);
    console.log(JSON.stringify(figuresOf(results)));
  } finally {
    await rm(scratch, { recursive: true });
  }
});

async function measure(wanted: Arguments, scratch: string, say: (line: string) => void): Promise<Results> {
  const { pipeline } = loadSettings(process.env);
  const pack = await ensurePack(pipeline.modelsDirectory, pipeline.pack, { onProgress: showDownload() });
  const photos = await readPhotos(wanted.directory, pipeline.modelsDirectory);
  const upscaled = await upscaledPhoto(photos[0]!, scratch);
  const cores = availableParallelism();
  const [one, all] = [await FacePipelinePool.open({ ...pipeline, workers: 1 }), await FacePipelinePool.open({ ...pipeline, workers: cores })];
  try {
    say(`${photos.length} photos, model pack ${pack.name}, ${cores} cores; CPU is user + system of the whole process\nCPU an image …`);
    const cpu = await measureAllCpu(photos, upscaled, { pool: one, floor: await Floor.open(one.plan), rounds: wanted.rounds });
    const dispatchMs = await measureDispatch(one, Math.round(sum(photos.map(({ bytes }) => bytes.length)) / photos.length));
    const beyondCpu = wanted.cpuOnly ? undefined : await measureBeyondCpu({ photos, upscaled, options: pipeline, scratch, one, all, say });
    if (wanted.endurance > 0) say(`${wanted.endurance} analyses …`);
    const endurance = wanted.endurance > 0 ? await endure(photos, all, wanted.endurance) : undefined;
    if (wanted.syntheticR50) say('an embedder of ResNet-50 size …');
    const input = { options: pipeline, photos: [photos[0]!.file] };
    const r50 = wanted.syntheticR50 ? await measureSharing(input, { directory: join(pipeline.cacheDirectory, 'synthetic-r50'), pack }) : undefined;
    return { ...cpu, dispatchMs, beyondCpu, endurance, r50 };
  } finally {
    await Promise.all([one.close(), all.close()]);
  }
}

/** Ordinary and large photos apart; an upscaled one when there is no large one. */
async function measureAllCpu(photos: readonly PhotoFile[], upscaled: PhotoFile, tools: CpuTools): Promise<Pick<Results, 'cpu' | 'cpuLarge' | 'cpuAll'>> {
  const ordinary = photos.filter(({ pixels }) => pixels <= LARGE);
  const large = photos.filter(({ pixels }) => pixels > LARGE);
  return {
    cpu: await measureCpu(ordinary.length > 0 ? ordinary : photos, tools),
    cpuLarge: await measureCpu(large.length > 0 ? large : [upscaled], tools),
    cpuAll: large.length > 0 && ordinary.length > 0 ? await measureCpu(photos, { ...tools, rounds: Math.ceil(tools.rounds / 3) }) : undefined,
  };
}

interface Beyond {
  readonly photos: readonly PhotoFile[];
  readonly upscaled: PhotoFile;
  readonly options: FacePipelineOptions;
  readonly scratch: string;
  readonly one: FacePipelinePool;
  readonly all: FacePipelinePool;
  readonly say: (line: string) => void;
}

async function measureBeyondCpu({ photos, upscaled, options, scratch, one, all, say }: Beyond): Promise<BeyondCpu> {
  say('images a second …');
  const scaling = await measureScaling(photos, one, all);
  say('memory and cold start, in processes of their own …');
  const single = { ...options, workers: 1 };
  return {
    scaling,
    memory: await measureSharing({ options, photos: photos.slice(0, 6).map(({ file }) => file) }),
    peakMb: (await probe('memory', { options: single, photos: [upscaled.file] })).peakMb,
    coldStartSeconds: (await probe('coldStart', { options: single, photos: [photos[0]!.file] })).cpuSeconds,
    bootSeconds: await measureAppBoot(join(scratch, 'app')),
  };
}

interface Arguments {
  readonly directory: string | undefined;
  readonly jsonOnly: boolean;
  readonly cpuOnly: boolean;
  readonly syntheticR50: boolean;
  readonly endurance: number;
  readonly rounds: number;
}

function readArguments(): Arguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'json-only': { type: 'boolean', default: false },
      'cpu-only': { type: 'boolean', default: false },
      'synthetic-r50': { type: 'boolean', default: false },
      endurance: { type: 'string', default: '0' },
      rounds: { type: 'string', default: '15' },
    },
  });
  if (positionals.length > 1) throw new UsageError('give at most one folder');
  return {
    directory: positionals[0] === undefined ? undefined : userPath(positionals[0]),
    jsonOnly: values['json-only'],
    cpuOnly: values['cpu-only'],
    syntheticR50: values['synthetic-r50'],
    endurance: wholeNumber('endurance', values.endurance, 0),
    rounds: wholeNumber('rounds', values.rounds, 1),
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  if (!/^\d+$/.test(text) || Number(text) < least) throw new UsageError(`--${name} must be a whole number of at least ${least}.`);
  return Number(text);
}
