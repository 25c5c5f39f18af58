import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { bundledApp } from '../../../tools/testing/bundled-app';
import { get, post, postForm, root, startApi, type TestApi } from './service';

let main: string;
/** Only for its cloud and its settings. */
let neighbour: TestApi;

beforeAll(async () => {
  neighbour = await startApi();
  main = await bundledApp('api');
});
afterAll(async () => {
  await neighbour?.stop();
});

function start(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [main], {
    cwd: root, env: { PATH: process.env['PATH'], ...neighbour.env, LOG_LEVEL: 'info', ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, output: text(child.stdout), errors: text(child.stderr), ended: once(child, 'exit') };
}

/** Once it listens. */
async function addressOf({ stdout }: ChildProcessByStdio<null, Readable, Readable>): Promise<string> {
  let log = '';
  stdout.setEncoding('utf8').on('data', (more: string) => (log += more));
  while (!log.includes('/docs')) await once(stdout, 'data');
  return /http:\/\/127\.0\.0\.1:\d+(?=\/docs)/.exec(log)?.[0] ?? '';
}

describe('the api process', () => {
  it('says where its docs are, lets requests finish on SIGTERM, and keeps bodies out of its log', async () => {
    const { child, output, ended } = start({ INDEX_WAIT_MS: '30000' });
    const [firstLines] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    let log = firstLines;
    child.stdout.on('data', (more: string) => (log += more));
    while (!log.includes('/docs')) await once(child.stdout, 'data');
    const url = /http:\/\/127\.0\.0\.1:\d+(?=\/docs)/.exec(log)?.[0];
    expect((await get(`${url}/docs?token=not-for-logs`)).status).toBe(200);

    const body = { bucket: 'photos', key: 'a.jpg', collection_id: 'demo', note: 'not-for-logs' };
    const waiting = post(`${url}/api/v1/face-recognition/index?token=not-for-logs`, body, { authorization: 'Bearer not-for-logs' });
    while (!log.includes('Queued')) await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect((await waiting).status).toBe(202);
    expect(await ended).toEqual([0, null]);
    expect(await output).toContain('POST /api/v1/face-recognition/index 202');
    expect(await output).not.toContain('not-for-logs');
  });

  it('logs of each request its method, route, status, milliseconds and id, and its job where there is one', async () => {
    const { child, output, ended } = start({ INDEX_WAIT_MS: '0' });
    const url = await addressOf(child);
    const photo = { bucket: 'photos', key: 'a.jpg', collection_id: 'demo' };
    const { body: { job_id } } = await post(`${url}/api/v1/face-recognition/index?token=x`, photo, { 'x-request-id': 'mine' });
    for (const path of [`/api/v1/jobs/${job_id}`, '/nobody', '/livez', '/metrics']) await get(`${url}${path}`);
    child.kill('SIGTERM');
    await ended;
    const lines = (await output).split('\n').flatMap((line) => /\{.*\}$/.exec(line) ?? []).map((facts) => JSON.parse(facts) as Record<string, unknown>);
    const facts = { ms: expect.any(Number), request_id: expect.any(String) };
    expect(lines.filter(({ method }) => method !== undefined)).toMatchObject([
      { ...facts, method: 'POST', route: '/api/v1/face-recognition/index', status: 202, request_id: 'mine', job_id },
      { ...facts, method: 'GET', route: '/api/v1/jobs/:id', status: 200, job_id },
      { ...facts, method: 'GET', status: 404 },
    ]);
    expect(lines.filter((line) => line['request_id'] === 'mine' && line['job_id'] === job_id)).toHaveLength(2);
  });

  it('logs whose key a request came with, and neither keys nor pictures nor embeddings, however much it tells', async () => {
    const [key, wrong] = ['a-key-that-is-not-for-logs', 'a-wrong-key-that-is-not-for-logs'];
    const digest = createHash('sha256').update(key).digest('hex');
    const { child, output, errors, ended } = start({ LOG_LEVEL: 'trace', API_KEYS_SHA256: digest });
    const url = await addressOf(child);
    const photo = await readFile(join(root, '.data/samples/sample1.jpg'));
    const authorization = `Bearer ${key}`;
    const { body: { faces: [{ embedding }] } } = await postForm(`${url}/api/v1/embeddings`, { image: photo }, { authorization });
    const bytes = photo.toString('base64');
    const answers = [
      await post(`${url}/api/v1/collections`, { collection_id: 'logged' }, { 'x-api-key': key }),
      await post(`${url}/api/v1/collections/logged/images`, { image: { bytes } }, { authorization, 'idempotency-key': 'once' }),
      await post(`${url}/api/v1/collections/logged/search`, { embedding }, { authorization }),
      await post(`${url}/api/v1/collections/logged/search?key=${key}`, { embedding: [...embedding, 1] }, { authorization }),
      await post(`${url}/api/v1/detect`, { image: { bytes: bytes.slice(0, 1000) } }, { authorization }),
      await post(`${url}/api/v1/detect`, `{"image":{"bytes":"${bytes.slice(0, 1000)}`, { authorization }),
      await post(`${url}/api/v1/detect?key=${wrong}`, { image: { bytes } }, { authorization: `Bearer ${wrong}` }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 400, 422, 400, 401]);
    child.kill('SIGTERM');
    await ended;
    const log = (await output) + (await errors);
    expect(log).toMatch(new RegExp(`POST /api/v1/collections/logged/images 201.*settings:${digest.slice(0, 8)}`));
    const secrets = [key, wrong, digest, bytes.slice(0, 30), bytes.slice(300, 330), photo.toString('latin1', 0, 20), ...embedding.map(String)];
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  });

  it.each([
    ['wrong settings', { PORT: 'many', MAX_MATCHES: '0' }, /PORT: .*\n.*MAX_MATCHES: /],
    ['a HOST that others can reach and no key', { HOST: '0.0.0.0' }, /HOST: "0\.0\.0\.0" can be reached from elsewhere; set API_KEYS_SHA256/],
    ['an unknown model pack', { MODEL_PACK: 'nobody' }, /nobody/],
  ])('does not start with %s, and says what is wrong', async (_what, env, message) => {
    const { errors, ended } = start(env);
    expect(await ended).toEqual([1, null]);
    expect(await errors).toMatch(/^The API cannot start\. /);
    expect(await errors).toMatch(message);
    expect(await errors).not.toMatch(/\n\s+at /);
  });

  it('says when its port is taken', async () => {
    const { errors, ended } = start({ PORT: new URL(neighbour.url).port });
    expect(await ended).toEqual([1, null]);
    expect(await errors).toMatch(/EADDRINUSE.*Set PORT to a free one/);
  });
});
