import { createHash } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { startApi, type TestApi } from './service';

interface Operation {
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const key = 'a-key-of-this-test';
const digest = createHash('sha256').update(key).digest('hex');
const otherDigest = createHash('sha256').update('another').digest('hex');
const open = ['/health', '/livez', '/readyz'];

let api: TestApi;
let document: OpenAPIObject;
let routes: readonly Route[];

beforeAll(async () => {
  api = await startApi({ API_KEYS_SHA256: `${otherDigest},${digest}`, ALLOWED_ORIGINS: 'https://photos.example', REFUSALS_PER_MINUTE: '0' });
  document = (await (await ask('GET', '/api/v1/openapi.json', { authorization: `Bearer ${key}` })).json()) as OpenAPIObject;
  routes = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as unknown as Record<string, Operation>).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })));
});
afterAll(() => api?.stop());

function ask(method: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${api.url}${path.replace(/\{\w+\}/g, 'x')}`, { method, headers });
}

const basic = (password: string): string => `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`;

async function expectRefused(response: Response, challenge: string): Promise<void> {
  expect(response.status).toBe(401);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(response.headers.get('www-authenticate')).toMatch(new RegExp(`^${challenge} realm="facerec"`));
  expect(await response.json()).toMatchObject({ status: 401, code: 'unauthorized', request_id: response.headers.get('x-request-id') });
}

describe('with API_KEYS_SHA256, every route of the OpenAPI document', () => {
  it('needs a key, but for the three probes, and says so', () => {
    expect(document.security).toEqual([{ bearer: [] }, { api_key: [] }]);
    expect(Object.keys(document.components?.securitySchemes ?? {})).toEqual(['bearer', 'api_key']);
    expect(routes.length).toBeGreaterThan(open.length);
    expect(routes.filter(({ operation }) => operation.security !== undefined).map(({ path }) => path).sort()).toEqual(open);
    for (const { path, operation } of routes) expect({ path, documented: '401' in operation.responses }).toEqual({ path, documented: !open.includes(path) });
  });

  it('refuses requests without a key, with a wrong one, and with a digest in its place', async () => {
    for (const { method, path } of routes.filter((route) => !open.includes(route.path))) {
      await expectRefused(await ask(method, path), 'Bearer');
      await expectRefused(await ask(method, path, { authorization: 'Bearer wrong' }), 'Bearer');
      await expectRefused(await ask(method, path, { authorization: `Bearer ${digest}` }), 'Bearer');
      await expectRefused(await ask(method, path, { authorization: key }), 'Bearer');
      await expectRefused(await ask(method, path, { 'x-api-key': 'wrong', authorization: `Bearer ${key}` }), 'Bearer');
    }
  });

  it('lets requests with a key in', async () => {
    for (const { method, path } of routes) {
      for (const [header, value] of [['authorization', `Bearer ${key}`], ['authorization', `bearer ${key}`], ['x-api-key', key], ['x-api-key', 'another']] as const) {
        expect({ path, status: (await ask(method, path, { [header]: value })).status }).not.toEqual({ path, status: 401 });
      }
    }
  });

  it('takes no password: browsers would send it along with requests of other sites', async () => {
    for (const { method, path } of routes.filter((route) => !open.includes(route.path))) {
      await expectRefused(await ask(method, path, { authorization: basic(key) }), 'Bearer');
    }
  });

  it('answers probes without a key, whatever comes with them', async () => {
    for (const path of open) {
      expect((await ask('GET', path)).status).toBe(200);
      expect((await ask('GET', `${path}?a=b`, { authorization: 'Bearer wrong' })).status).toBe(200);
    }
  });
});

describe('with API_KEYS_SHA256, everything beside them', () => {
  it('needs a key too: unknown routes, other methods, and paths that resemble a probe', async () => {
    for (const path of ['/', '/api', '/nobody', '/livez/', '//livez', '/LIVEZ', '/livez%2f..%2fdocs']) {
      expect({ path, status: (await ask('GET', path)).status }).toEqual({ path, status: 401 });
    }
    await expectRefused(await ask('POST', '/livez'), 'Bearer');
    expect((await ask('GET', '/nobody', { 'x-api-key': key })).status).toBe(404);
  });

  it('lets a browser show the docs with the key as password', async () => {
    const page = await (await ask('GET', '/docs', { authorization: basic(key) })).text();
    const assets = [...page.matchAll(/(?:src|href)="\.(\/docs\/[^"]+)"/g)].map(([, path]) => path as string);
    expect(assets.length).toBeGreaterThan(3);
    for (const path of ['/docs', '/api/v1/openapi.json', ...assets]) {
      await expectRefused(await ask('GET', path), 'Basic');
      await expectRefused(await ask('GET', path, { authorization: basic('wrong') }), 'Basic');
      expect((await ask('GET', path, { authorization: basic(key) })).status).toBe(200);
      expect((await ask('GET', path, { authorization: `Bearer ${key}` })).status).toBe(200);
    }
  });

  it('answers the preflight of an allowed origin, which browsers send without a key', async () => {
    const preflight = await ask('OPTIONS', '/api/v1/face-recognition/match', {
      origin: 'https://photos.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type',
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const refused = await ask('POST', '/api/v1/face-recognition/match', { origin: 'https://photos.example' });
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://photos.example');
    await expectRefused(refused, 'Bearer');
  });
});
