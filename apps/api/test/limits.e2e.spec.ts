import { ApiKeys } from '@facerec/catalog';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerOf, root, startApi, type Answer, type TestApi } from './service';

let api: TestApi;
let key: string;

beforeAll(async () => {
  api = await startApi({ TRUSTED_PROXIES: '1', REFUSALS_PER_MINUTE: '5', RATE_LIMIT_PER_MINUTE: '1000', REQUEST_TIMEOUT_SECONDS: '1' });
  ({ key } = await api.app.get(ApiKeys, { strict: false }).issue({ name: 'test', scopes: ['read', 'search'] }));
});
afterAll(() => api?.stop());

async function ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return answerOf(await fetch(`${api.url}${path}`, { headers }));
}

function expectTooMany({ status, headers, body }: Answer): void {
  expect({ status, body }).toMatchObject({ status: 429, body: { code: 'rate_limited', retryable: true } });
  const seconds = Number(headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
}

describe('npm run keys', () => {
  async function keys(...more: string[]): Promise<{ code: number; out: string; errors: string }> {
    const child = spawn(process.execPath, ['tools/run.mjs', 'keys', ...more], { cwd: root, env: { PATH: process.env['PATH'], ...api.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code: code as number, out, errors };
  }
  /** The service looks at its keys every few seconds. */
  async function until(expected: number, theKey: string): Promise<void> {
    for (let i = 1; (await ask('/api/v1/models', { 'x-api-key': theKey, 'x-forwarded-for': `10.0.1.${i}` })).status !== expected; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  it('makes a key that the running service knows, shows it once, and revokes it', async () => {
    const made = await keys('create', '--name', 'a visitor', '--scopes', 'read, search', '--prefix', 'team-a-', '--per-minute', '600');
    const theKey = made.out.trim();
    expect(made).toEqual({ code: 0, out: expect.stringMatching(/^facerec_[\w-]{43}\n$/), errors: expect.stringMatching(/^key [0-9a-f]{12} of "a visitor" \(read, search\)/) });
    await until(200, theKey);
    expect((await ask('/api/v1/models', { 'x-api-key': theKey })).headers.get('ratelimit-limit')).toBe('600');

    const { out: list } = await keys('list');
    const [id = ''] = /\b[0-9a-f]{12}(?= +a visitor)/.exec(list) ?? [];
    expect(list).toMatch(/a visitor +\S{4} +read,search +team-a-\* +600 +\d{4}-.*Z\n?$/m);
    expect(list).not.toContain(theKey);

    expect(await keys('revoke', id)).toMatchObject({ code: 0, out: `key ${id} of "a visitor" is revoked: every API refuses it within seconds.\n` });
    await until(401, theKey);
    expect((await keys('list')).out).toMatch(new RegExp(`${id} .*Z +\\d{4}-.*Z\n`));
  });

  it.each([
    [['create', '--name', 'x', '--scopes', 'read,write'], '--scopes must be some of read, index, search, admin'],
    [['create', '--name', 'x', '--scopes', 'read', '--prefix', 'a b'], '--prefix must be'],
    [['revoke', 'nobody'], 'there is no key "nobody"'],
  ])('says what is wrong with %j', async (more, message) => {
    const { code, out, errors } = await keys(...more);
    expect({ out, refused: code > 0, message: errors }).toEqual({ out: '', refused: true, message: expect.stringContaining(message) });
  });
});

describe('a key', () => {
  it('is told how much of its limit is left, and then to wait', async () => {
    const { key: slow } = await api.app.get(ApiKeys, { strict: false }).issue({ name: 'slow', scopes: ['read'], perMinute: 3 });
    const as = (more: object = {}) => ask('/api/v1/models', { 'x-api-key': slow, ...more });
    for (let i = 1; (await as({ 'x-forwarded-for': `10.0.2.${i}` })).status === 401; i += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    for (const left of ['1', '0']) {
      const { status, headers } = await as();
      expect([status, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')]).toEqual([200, '3', left]);
    }
    const refused = await as();
    expectTooMany(refused);
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expectTooMany(await ask('/nobody', { authorization: `Bearer ${slow}` }));
    const { status, headers } = await ask('/api/v1/models', { 'x-api-key': key });
    expect([status, headers.get('ratelimit-limit')]).toEqual([200, '1000']);
    for (let i = 0; i < 5; i += 1) expect((await ask('/livez', { 'x-api-key': slow })).status).toBe(200);
  });
});

describe('an address that tries keys', () => {
  it('is told to wait, alone; a good key is served from there nevertheless', async () => {
    const from = (address: string, tried: string) => ask('/api/v1/models', { 'x-api-key': tried, 'x-forwarded-for': `1.2.3.4, ${address}` });
    for (let i = 0; i < 5; i += 1) expect((await from('10.9.9.9', `guess ${i}`)).status).toBe(401);
    expectTooMany(await from('10.9.9.9', 'guess 6'));
    expect((await from('10.9.9.9', key)).status).toBe(200);
    expect((await from('10.9.9.8', 'guess')).status).toBe(401);
  });
});

describe('a connection', () => {
  /** Everything that comes back until the server closes; `drip` is sent again and again. */
  async function trickle(head: string, drip: string): Promise<string> {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    const dripping = setInterval(() => socket.writable && socket.write(drip), 50);
    socket.write(head);
    let answer = '';
    socket.on('data', (more: Buffer) => (answer += more.toString()));
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(dripping);
    return answer;
  }
  /** What is still on its way when the server closes may take its last words along. */
  const expectCutOff = (answer: string): void => expect(answer).toMatch(/^($|HTTP\/1\.1 408 Request Timeout\r\n)/);
  const problemIn = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));

  it('whose headers trickle in is closed', async () => {
    const answer = await trickle('GET /livez HTTP/1.1\r\nhost: here\r\n', 'x-more: more\r\n');
    expectCutOff(answer);
    if (answer !== '') expect(problemIn(answer)).toMatchObject({ status: 408, code: 'request_timeout', request_id: expect.any(String) });
  });

  it.each([['JSON', 'application/json', '{"image":{"bytes":"'], ['a form', 'multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n']])(
    'whose body trickles in as %s is closed', async (_what, type, begin) => {
      const head = `POST /api/v1/detect HTTP/1.1\r\nhost: here\r\nx-api-key: ${key}\r\ncontent-type: ${type}\r\ncontent-length: 100000\r\n\r\n${begin}`;
      expectCutOff(await trickle(head, 'A'));
      expect((await ask('/livez')).status).toBe(200);
    },
  );

  it('whose headers are too large, or that speaks something else, is told so', async () => {
    const large = await trickle(`GET /livez HTTP/1.1\r\nhost: here\r\nx-large: ${'x'.repeat(17 * 1024)}\r\n\r\n`, '');
    expect(problemIn(large)).toMatchObject({ status: 431, code: 'headers_too_large' });
    expect(problemIn(await trickle('SSH-2.0-OpenSSH_9\r\n\r\n', ''))).toMatchObject({ status: 400, code: 'invalid_request', detail: 'This is no HTTP/1.1 request.' });
  });

  it('that came over TLS to the proxy is told to stay with it', async () => {
    expect((await ask('/livez', { 'x-forwarded-proto': 'https' })).headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect((await ask('/livez')).headers.get('strict-transport-security')).toBeNull();
  });
});

describe('answers', () => {
  it('are kept by nobody on the way, but for the files of Swagger UI', async () => {
    expect((await ask('/api/v1/models', { 'x-api-key': key })).headers.get('cache-control')).toBe('no-store');
    expect((await ask('/docs/swagger-ui.css', { 'x-api-key': key })).headers.get('cache-control')).not.toBe('no-store');
  });
});
