import { request as rawRequest } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Collections } from '@facerec/catalog';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { get, post, root, startApi, type Answer, type TestApi } from './service';

let api: TestApi;
const route = (path: string): string => `${api.url}/api/v1/${path}`;
const photo = { bucket: 'photos', key: 'a.jpg', collection_id: 'demo' };

beforeAll(async () => {
  api = await startApi({ ALLOWED_ORIGINS: 'https://photos.example', INDEX_WAIT_MS: '50', MAX_MATCHES: '50', PIPELINE_MAX_QUEUE: '1' });
});
afterAll(() => api?.stop());

function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ status, code, type: `urn:problem-type:facerec:${code}`, request_id: answer.headers.get('x-request-id') });
  expect(answer.body.title).toEqual(expect.any(String));
  expect(answer.body.detail).toEqual(expect.any(String));
}

describe('requests that break the contract', () => {
  it('are told every wrong field by its JSON pointer', async () => {
    const answer = await post(route('face-recognition/index'), { ...photo, bucket: 'UPPER', max_faces: 21 });
    expectProblem(answer, 400, 'invalid_request');
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(['/bucket', '/max_faces']);
    expect(answer.body.instance).toBe('/api/v1/face-recognition/index');
  });

  it.each([['{"bucket":', 400], ['', 400], ['[]', 400], ['null', 400], ['"text"', 400], ['{"__proto__":{"bucket":"photos"}}', 400]])(
    'are refused when the body is %j', async (body, status) => {
      expectProblem(await post(route('face-recognition/match'), body), status, 'invalid_request');
    },
  );

  it('are refused when they are not JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'image/jpeg']) {
      expectProblem(await post(route('face-recognition/match'), 'bucket=photos', { 'content-type': type }), 415, 'unsupported_media_type');
    }
  });

  it('are refused above 1 MiB', async () => {
    expectProblem(await post(route('face-recognition/match'), { ...photo, filler: 'x'.repeat(1024 * 1024) }), 413, 'request_too_large');
  });

  it('are refused above 1 MiB when they do not say how large they are', async () => {
    const client = rawRequest(route('face-recognition/match'), { method: 'POST', headers: { 'content-type': 'application/json' } });
    for (let i = 0; i < 17; i += 1) client.write('x'.repeat(64 * 1024));
    const [response] = await once(client, 'response');
    expect(response.statusCode).toBe(413);
    client.destroy();
  });

  it('may ask for as many matches as the service allows', async () => {
    const answer = await post(route('face-recognition/match'), { ...photo, max_matches: 51 });
    expectProblem(answer, 400, 'invalid_request');
    expect(answer.body.errors).toEqual([{ pointer: '/max_matches', detail: 'max_matches must not be greater than 50' }]);
  });

  it('are told of an unknown route, and of a known one asked with another method', async () => {
    expectProblem(await get(route('nobody-here?token=secret')), 404, 'not_found');
    const answer = await get(route('face-recognition/match'));
    expectProblem(answer, 405, 'method_not_allowed');
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('are refused when the URL cannot be decoded', async () => {
    expectProblem(await get(`${api.url}/%zz`), 400, 'invalid_request');
  });

  it('are told of an unknown job', async () => {
    expectProblem(await get(route('jobs/nothing')), 404, 'job_not_found');
  });
});

describe('every response', () => {
  it('has a request id: the caller\'s own when it is fit for a log line, else a fresh one', async () => {
    const own = await fetch(`${api.url}/health`, { headers: { 'x-request-id': 'client-7' } });
    expect(own.headers.get('x-request-id')).toBe('client-7');
    const unfit = await fetch(`${api.url}/health`, { headers: { 'x-request-id': 'two words' } });
    expect(unfit.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps browsers from guessing its type and from framing it', async () => {
    const { headers } = await get(`${api.url}/docs`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('may be read by the allowed origins only', async () => {
    const allowed = await fetch(`${api.url}/health`, { headers: { origin: 'https://photos.example' } });
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://photos.example');
    const other = await fetch(`${api.url}/health`, { headers: { origin: 'https://elsewhere.example' } });
    expect(other.headers.get('access-control-allow-origin')).not.toBe('https://elsewhere.example');
  });
});

describe('without keys', () => {
  it('pages of other sites are refused, and those that go by a name of their own', async () => {
    const ask = (headers: Record<string, string>) => new Promise<number | undefined>((resolve, reject) => {
      // fetch allows no Host of one's own.
      rawRequest(route('models'), { headers }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
    });
    expect(await ask({ origin: 'https://photos.example' })).toBe(200);
    expect(await ask({ origin: 'https://elsewhere.example' })).toBe(401);
    expect(await ask({ host: 'rebound.example', origin: 'http://rebound.example' })).toBe(401);
    expectProblem(await post(route('collections'), { collection_id: 'forged' }, { origin: 'https://elsewhere.example' }), 401, 'unauthorized');
    expect((await get(route('collections/forged'))).status).toBe(404);
  });
});

describe('a bucket that is not on the allow-list', () => {
  it.each(['index', 'match'])('is refused by /%s before anything is queued or read', async (name) => {
    expectProblem(await post(route(`face-recognition/${name}`), { ...photo, bucket: 'elsewhere' }), 403, 'bucket_not_allowed');
  });
});

describe('a collection made with another model', () => {
  it.each(['index', 'match'])('is refused by /%s', async (name) => {
    await api.app.get(Collections, { strict: false }).ensure('foreign', 'another-embedding-contract');
    expectProblem(await post(route(`face-recognition/${name}`), { ...photo, collection_id: 'foreign' }), 409, 'model_mismatch');
  });
});

describe('a service with all hands full', () => {
  it('answers 503 and when to come back, and stays ready', async () => {
    const sample = await readFile(join(root, '.data/samples/sample1.jpg'));
    await api.images.put('photos', 'sample1.jpg', sample, 'image/jpeg');
    const match = () => post(route('face-recognition/match'), { ...photo, key: 'sample1.jpg' });
    const release = keepFull(api.app.get(FacePipelinePool, { strict: false }), sample);
    const answers = await Promise.all(Array.from({ length: 8 }, match));
    expect((await get(`${api.url}/readyz`)).status).toBe(200);
    await release();
    for (const answer of answers) {
      expectProblem(answer, 503, 'pipeline_busy');
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect((await match()).status).toBe(200);
  });
});

/** Its worker analyses the photo again and again, and the one place to wait (PIPELINE_MAX_QUEUE) is taken, until the returned function is called. */
function keepFull(pool: FacePipelinePool, image: Buffer): () => Promise<void> {
  let released = false;
  const again = async (): Promise<void> => {
    while (!released) await pool.analyze(image);
  };
  const both = Promise.all([again(), again()]);
  return async () => {
    released = true;
    await both;
  };
}

describe('POST /index that is not finished in time', () => {
  it('answers 202 with the original\'s fields and where to ask', async () => {
    const answer = await post(route('face-recognition/index'), photo);
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({
      face_records: [], detection_id: '', image_key: 'a.jpg', job_id: expect.any(String), status_url: `/api/v1/jobs/${answer.body.job_id}`,
    });
    expect(answer.headers.get('location')).toBe(answer.body.status_url);

    const { status, body } = await get(`${api.url}${answer.body.status_url}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      job_id: answer.body.job_id, collection_id: 'demo', source: 's3://photos/a.jpg', state: 'running', enqueued: 1,
      counts: { indexed: 0, no_face: 0, failed: 0, superseded: 0 },
    });
  });

  it('outlives a client that has gone', async () => {
    const client = rawRequest(route('face-recognition/index'), { method: 'POST', headers: { 'content-type': 'application/json' } });
    client.on('error', () => undefined);
    client.end(JSON.stringify(photo));
    await once(client, 'socket');
    client.destroy();
    expect((await get(`${api.url}/health`)).body).toEqual({ status: 'healthy' });
  });
});

describe('probes', () => {
  it('answer at the root', async () => {
    expect((await get(`${api.url}/health`)).body).toEqual({ status: 'healthy' });
    expect((await get(`${api.url}/livez`)).body).toEqual({ status: 'alive' });
    expect(await get(`${api.url}/readyz`)).toMatchObject({
      status: 200, body: { status: 'ready', checks: { model: 'up', vector_store: 'up', catalog: 'up', image_store: 'up', queue: 'up' } },
    });
  });
});
