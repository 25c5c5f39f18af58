import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OddImage } from '../../../tools/odd-images/odd-image';
import { oddImages } from '../../../tools/odd-images/odd-images';
import { DocumentedApi } from '../../../tools/openapi/documented-api';
import { bundledApp } from '../../../tools/testing/bundled-app';
import { get, root, startApi, type TestApi } from './service';

/** The first brings buffers and caches to their size; what a round leaves behind for good shows between the others. */
const rounds = 3;
/** Six rounds ended at 416, 475, 484, 488, 488 and 494 MiB. One picture of the largest that is not given back is 115 MiB. */
const mostGrowth = 64;

/** Only for its cloud and its settings. */
let neighbour: TestApi;
/** A process of its own, whose memory is nobody else's. */
let api: ChildProcess;
let url: string;
let documented: DocumentedApi;
let corpus: OddImage[];
let facesOfPhoto: number;

beforeAll(async () => {
  neighbour = await startApi();
  api = spawn(process.execPath, [await bundledApp('api')], { cwd: root, env: { PATH: process.env['PATH'], ...neighbour.env, LOG_LEVEL: 'info' }, stdio: ['ignore', 'pipe', 'inherit'] });
  url = await addressOf(api);
  documented = new DocumentedApi((await get(`${url}/api/v1/openapi.json`)).body);
  const photo = await readFile(join(root, '.data/samples/sample1.jpg'));
  corpus = await oddImages(photo);
  facesOfPhoto = (await detect({ name: 'the photo', bytes: photo })).faces.length;
});
afterAll(async () => {
  if (api?.kill('SIGKILL')) await once(api, 'exit');
  await neighbour?.stop();
});

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  let log = '';
  stdout?.setEncoding('utf8').on('data', (text: string) => (log += text));
  for (;;) {
    const found = /http:\/\/127\.0\.0\.1:\d+(?=\/docs)/.exec(log)?.[0];
    if (found !== undefined) return found;
    await once(stdout as NonNullable<typeof stdout>, 'data');
  }
}

interface Outcome {
  readonly status: number;
  readonly code?: string;
  readonly faces: readonly unknown[];
  readonly departures: readonly string[];
}

async function detect({ bytes, type = 'image/jpeg', fileName = 'photo.jpg' }: OddImage): Promise<Outcome> {
  const form = new FormData();
  form.append('image', new Blob([new Uint8Array(bytes)], { type }), fileName);
  const response = await fetch(`${url}/api/v1/detect`, { method: 'POST', body: form });
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => { headers[name] = value; });
  const body = (await response.json()) as { readonly faces?: readonly unknown[]; readonly code?: string };
  const departures = documented.departures(documented.operation('POST /api/v1/detect'), { status: response.status, headers, body });
  return { status: response.status, code: body.code, faces: body.faces ?? [], departures };
}

/** What is wrong with the answer; undefined: nothing. */
function complaint({ name, faces, statuses = [] }: OddImage, { status, code, faces: { length }, departures }: Outcome): string | undefined {
  if (departures.length > 0) return `${name}: ${departures.join(', ')}`;
  const right = status === 200 ? faces === 'any' || (faces !== undefined && length === (faces === 'same' ? facesOfPhoto : 0)) : statuses.includes(status);
  return right ? undefined : `${name}: ${status} ${status === 200 ? `with ${length} faces` : code}`;
}

/** MiB that no file backs; 0 where the system does not say. */
async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/RssAnon:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

it('answers a hundred odd files rightly or with what is wrong, and keeps nothing of them', async () => {
  const memory: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const complaints: string[] = [];
    for (const image of corpus) complaints.push(...[complaint(image, await detect(image))].filter((one) => one !== undefined));
    expect(complaints).toEqual([]);
    memory.push(await memoryOf(api));
  }
  expect(corpus.length).toBeGreaterThanOrEqual(100);
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  const [, second = 0, third = 0] = memory;
  expect(third - second).toBeLessThan(mostGrowth);
});
