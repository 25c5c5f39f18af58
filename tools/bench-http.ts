// usage: npm run bench:http [-- --minutes M] [--rows N] [--rounds N]
// Starts the real API on ports of its own with a collection of synthetic faces (default 10,000) and the sample photos, and
// measures it over HTTP; --minutes is how long the mixed load lasts (default 0.5). The last line is JSON. CPU is user + system
// of the API's whole process; the pipeline that uploads are compared with runs here, with the same V8 flags. Linux only.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSettings } from '@facerec/settings';
import { cpuMsOf } from './bench-http/api-cpu';
import { type Figures, figuresOf } from './bench-http/figures';
import { collectionPath, type FilledApi, startFilledApi } from './bench-http/filled-api';
import type { HttpRequest } from './bench-http/http-client';
import { measureLivezUnderUploads } from './bench-http/livez-under-uploads';
import { atMost, load, type Load } from './bench-http/load';
import { mixedLoad } from './bench-http/mixed-load';
import { lineOf, remarksOn, type Results, tableOf } from './bench-http/report';
import { livez, postJson } from './bench-http/requests';
import { measureUploadOverhead } from './bench-http/upload-overhead';
import { type PhotoFile, readPhotos } from './bench/photos';
import { runTool, UsageError } from './cli/cli';

const USAGE = 'npm run bench:http [-- --minutes M] [--rows N] [--rounds N]';
const connections = 10;
const requests = 3000;
const longestSeconds = 30;

interface Arguments {
  readonly minutes: number;
  readonly rows: number;
  /** Of the comparison of uploads with the pipeline. */
  readonly rounds: number;
}

runTool(USAGE, async () => {
  const wanted = readArguments();
  if (process.platform !== 'linux') throw new UsageError('CPU and memory of another process are read from /proc, which only Linux has.');
  const directory = await mkdtemp(join(tmpdir(), 'bench-http-'));
  const photos = await readPhotos(undefined, loadSettings(process.env).pipeline.modelsDirectory);
  console.log(`the API with ${wanted.rows} synthetic faces and ${photos.length} photos …`);
  try {
    const api = await startFilledApi({ directory, rows: wanted.rows, photos });
    const results = await measure(api, photos, wanted).finally(() => api.stop());
    console.log(`\n${tableOf(results)}\n\n${remarksOn(results).join('\n')}\n`);
    console.log(JSON.stringify(lineOf(results)));
  } finally {
    await rm(directory, { recursive: true });
  }
});

async function measure(api: FilledApi, photos: readonly PhotoFile[], { minutes, rows, rounds }: Arguments): Promise<Results> {
  const searches = api.queries.map((embedding) => postJson(`${collectionPath}/search`, { embedding }));
  console.log('probes, searches, uploads …');
  return {
    rows,
    livez: await measureRequests(api, () => livez),
    search: await measureRequests(api, (n) => searches[n % searches.length]!),
    // A thousand uploads before one's cost is measured: by then V8 has compiled what a service runs all day.
    underUploads: await measureLivezUnderUploads(api, photos),
    overhead: await measureUploadOverhead(api, photos, rounds),
    mixed: await mixedFor(api, photos, minutes),
  };
}

async function measureRequests(api: FilledApi, next: (n: number) => HttpRequest): Promise<Figures> {
  await load(api.client, { next, connections, goesOn: atMost(requests / 10, longestSeconds) });
  let done: Load | undefined;
  const cpuMs = await cpuMsOf(api.pid, async () => { done = await load(api.client, { next, connections, goesOn: atMost(requests, longestSeconds) }); });
  return figuresOf(done!, cpuMs);
}

async function mixedFor(api: FilledApi, photos: readonly PhotoFile[], minutes: number): ReturnType<typeof mixedLoad> {
  console.log(`mixed load for ${minutes} minutes …`);
  return mixedLoad(api, photos, minutes);
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '0.5' }, rows: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '40' } },
  });
  return {
    minutes: within('minutes', values.minutes, 0.05, 60),
    rows: Math.round(within('rows', values.rows, 100, 1_000_000)),
    rounds: Math.round(within('rounds', values.rounds, 1, 200)),
  };
}

function within(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!(value >= least && value <= most)) throw new UsageError(`--${name} must be a number from ${least} to ${most}.`);
  return value;
}
