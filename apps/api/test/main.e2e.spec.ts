import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { bundleApp, get, post, root, startApi, startTimeoutMs, type TestApi } from './service';

let main: string;
let removeBundle: () => Promise<void>;
/** Only for its cloud and its settings. */
let neighbour: TestApi;

beforeAll(async () => {
  neighbour = await startApi();
  ({ main, remove: removeBundle } = await bundleApp('api'));
}, startTimeoutMs);
afterAll(async () => {
  await neighbour?.stop();
  await removeBundle?.();
});

function start(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [main], {
    cwd: root, env: { PATH: process.env['PATH'], ...neighbour.env, LOG_LEVEL: 'info', ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, output: text(child.stdout), errors: text(child.stderr), ended: once(child, 'exit') };
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
