import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DocumentedApi } from '../../../tools/openapi/documented-api';
import type { Schema } from '../../../tools/openapi/schemas';
import { get, patch, post, remove, root, startApi, startIndexer, type Answer, type TestApi } from './service';

let api: TestApi;
let stopIndexer: (() => Promise<void>) | undefined;
let documented: DocumentedApi;

beforeAll(async () => {
  api = await startApi();
  stopIndexer = await startIndexer(api);
  await api.images.put('photos', 'sample1.jpg', await readFile(join(root, '.data/samples/sample1.jpg')), 'image/jpeg');
  documented = new DocumentedApi((await get(`${api.url}/api/v1/openapi.json`)).body);
});
afterAll(async () => {
  await stopIndexer?.();
  await api?.stop();
});

/** The body that Swagger UI fills in. */
function shownBody(path: string, method = 'POST'): Record<string, unknown> {
  return (documented.operation(`${method} ${path}`).requestBody?.content['application/json']?.example ?? {}) as Record<string, unknown>;
}

function expectAsDocumented(method: string, path: string, answer: Answer): void {
  const operation = documented.operation(`${method.toUpperCase()} ${path}`);
  const headers: Record<string, string> = {};
  answer.headers.forEach((value, name) => { headers[name] = value; });
  expect({ path, departures: documented.departures(operation, { ...answer, headers }) }).toEqual({ path, departures: [] });
}

const index = '/api/v1/face-recognition/index';
const match = '/api/v1/face-recognition/match';
const stateless = ['/api/v1/detect', '/api/v1/embeddings', '/api/v1/compare'];

describe('the OpenAPI document', () => {
  it('names every route, with a summary, an answer and its problems', () => {
    const paths = documented.operations.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining([index, match, '/api/v1/jobs/{id}', '/health', '/livez', '/readyz']));
    for (const { key, summary, tags, responses } of documented.operations) {
      expect({ key, summary, tags }).toEqual({ key, summary: expect.any(String), tags: [expect.any(String)] });
      for (const [status, { content }] of Object.entries(responses)) {
        const types = Number(status) < 300 ? [['application/json'], ['image/jpeg'], ['text/event-stream'], ['text/plain']] : [['application/problem+json']];
        expect(types).toContainEqual(Object.keys(content ?? {}));
      }
    }
  });

  it('shows examples that keep to their own schemas', () => {
    for (const [name, schema] of Object.entries(documented.document.components?.schemas ?? {})) {
      for (const [field, { example, ...rest }] of Object.entries((schema as Schema).properties ?? {})) {
        if (example !== undefined) expect({ name, field, errors: documented.errors(rest, example) }).toEqual({ name, field, errors: [] });
      }
    }
    for (const { key, parameters, requestBody } of documented.operations) {
      for (const { name, schema, example } of parameters) if (example !== undefined) expect([key, name, documented.allows(schema, example)]).toEqual([key, name, true]);
      const { schema, example } = requestBody?.content['application/json'] ?? {};
      if (schema !== undefined) expect([key, documented.allows(schema, example)]).toEqual([key, true]);
    }
  });
});

describe('every documented route', () => {
  it('works with the example it shows, and answers as documented', async () => {
    const indexed = await post(`${api.url}${index}`, shownBody(index));
    expect(indexed.status).toBe(200);
    expectAsDocumented('post', index, indexed);

    const matched = await post(`${api.url}${match}`, shownBody(match));
    expect(matched.status).toBe(200);
    expect(matched.body.face_matches[0].face_id).toBe(indexed.body.face_records[0].face_id);
    expectAsDocumented('post', match, matched);

    for (const path of stateless) {
      const answer = await post(`${api.url}${path}`, shownBody(path));
      expect({ path, status: answer.status }).toEqual({ path, status: 200 });
      expectAsDocumented('post', path, answer);
    }

    const queued = await post(`${api.url}${index}`, shownBody(index), { prefer: 'respond-async' });
    expect(queued.status).toBe(202);
    expectAsDocumented('post', index, queued);
    expectAsDocumented('get', '/api/v1/jobs/{id}', await get(`${api.url}${queued.body.status_url}`));
    for (const path of ['/health', '/livez', '/readyz']) expectAsDocumented('get', path, await get(`${api.url}${path}`));
  });

  it('of a collection works with its example too', async () => {
    const base = '/api/v1/collections';
    const sent = async (method: 'get' | 'post' | 'patch' | 'delete', path: string, ids: Record<string, string> = {}): Promise<Answer> => {
      const url = `${api.url}${path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'family')}`;
      const body = method === 'post' || method === 'patch' ? shownBody(path, method.toUpperCase()) : {};
      const answer = await { get: () => get(url), post: () => post(url, body), patch: () => patch(url, body), delete: () => remove(url) }[method]();
      expect({ path, method, problem: answer.status < 300 ? undefined : answer.body }).toEqual({ path, method, problem: undefined });
      if (answer.headers.get('content-type') !== 'image/jpeg') expectAsDocumented(method, path, answer);
      return answer;
    };
    await sent('post', base);
    const { subject_id } = (await sent('post', `${base}/{id}/subjects`)).body;
    const { face_id } = (await sent('post', `${base}/{id}/images`)).body.face_records[0];
    for (const path of ['/api/v1/models', '/api/v1/system', base, `${base}/{id}`, `${base}/{id}/faces`, `${base}/{id}/subjects`]) await sent('get', path);
    await sent('patch', `${base}/{id}`);
    for (const path of [`${base}/{id}/faces/{face_id}`, `${base}/{id}/faces/{face_id}/crop`]) await sent('get', path, { face_id });
    const searched = await sent('post', `${base}/{id}/search`);
    expect(searched.body.searched_faces[0].matches[0].face_id).toBe(face_id);
    await sent('get', `${base}/{id}/subjects/{subject_id}`, { subject_id });
    await sent('patch', `${base}/{id}/subjects/{subject_id}`, { subject_id });
    await sent('post', `${base}/{id}/subjects/{subject_id}/verify`, { subject_id });
    await sent('delete', `${base}/{id}/subjects/{subject_id}`, { subject_id });
  });

  it('of jobs and of deletion works with its example too', async () => {
    const sent = async (method: 'get' | 'post' | 'delete', path: string, url: string): Promise<Answer> => {
      const answer = await { get: () => get(url), post: () => post(url, shownBody(path)), delete: () => remove(url) }[method]();
      expect({ path, method, problem: answer.status < 300 ? undefined : answer.body }).toEqual({ path, method, problem: undefined });
      expectAsDocumented(method, path, answer);
      return answer;
    };
    const collection = `${api.url}/api/v1/collections/demo`;
    await post(`${api.url}${index}`, { ...shownBody(index), bucket: 'photos', key: 'sample1.jpg' });
    const { job_id, status_url, items_url, events_url } = (await sent('post', '/api/v1/collections/{id}/jobs', `${collection}/jobs`)).body;
    const job = '/api/v1/jobs/{id}';
    const finished = await (await fetch(`${api.url}${events_url}`)).text();
    expect(finished).toContain('"state":"finished"');
    await sent('get', job, `${api.url}${status_url}`);
    await sent('get', `${job}/items`, `${api.url}${items_url}`);
    await sent('get', '/api/v1/jobs', `${api.url}/api/v1/jobs?limit=2`);
    await sent('post', `${job}/retry`, `${api.url}/api/v1/jobs/${job_id}/retry`);
    await sent('delete', job, `${api.url}/api/v1/jobs/${job_id}`);
    for (const [method, path] of [['get', job], ['get', `${job}/items`], ['post', `${job}/retry`], ['delete', job], ['get', `${job}/events`]] as const) {
      const url = `${api.url}${path.replace('{id}', 'nothing')}`;
      expectAsDocumented(method, path, await { get: () => get(url), post: () => post(url, {}), delete: () => remove(url) }[method]());
    }

    const matched = await post(`${api.url}${match}`, { ...shownBody(match), threshold: 0 });
    const { face_id } = matched.body.face_matches[0];
    await sent('delete', '/api/v1/collections/{id}/faces/{face_id}', `${collection}/faces/${face_id}`);
    await sent('delete', '/api/v1/collections/{id}/images', `${collection}/images?bucket=photos&key=sample1.jpg`);
    await sent('delete', '/api/v1/collections/{id}', `${collection}?force=true`);
    for (const path of ['faces/{face_id}', 'images', '']) {
      const url = `${collection}/${path.replace('{face_id}', 'f1')}?bucket=photos&key=a.jpg`.replace('demo/?', 'demo?');
      expectAsDocumented('delete', `/api/v1/collections/{id}/${path}`.replace(/\/$/, ''), await remove(url));
    }
  });

  it('documents the problems it answers with', async () => {
    for (const path of [index, match]) {
      const body = shownBody(path);
      const problems = [
        await post(`${api.url}${path}`, {}),
        await post(`${api.url}${path}`, '{'),
        await post(`${api.url}${path}`, { ...body, bucket: 'elsewhere' }),
        await post(`${api.url}${path}`, { ...body, filler: 'x'.repeat(1024 * 1024) }),
        await post(`${api.url}${path}`, 'text', { 'content-type': 'text/plain' }),
      ];
      expect(problems.map(({ status }) => status)).toEqual([400, 400, 403, 413, 415]);
      for (const problem of problems) expectAsDocumented('post', path, problem);
    }
    expectAsDocumented('post', match, await post(`${api.url}${match}`, { ...shownBody(match), key: 'nobody.jpg' }));
    expectAsDocumented('get', '/api/v1/jobs/{id}', await get(`${api.url}/api/v1/jobs/nothing`));
  });
});

describe('/docs', () => {
  it('shows Swagger UI with all it needs', async () => {
    const page = await get(`${api.url}/docs`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('<title>Face recognition API</title>');
    const assets = [...page.body.matchAll(/(?:src|href)="(\.\/docs\/[^"]+)"/g)].map(([, path]) => path as string);
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) expect((await fetch(new URL(asset, `${api.url}/`))).status).toBe(200);
  });
});
