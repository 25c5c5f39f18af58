import { setTimeout as pause } from 'node:timers/promises';
import { IndexingQueue } from '@facerec/indexing-queue';
import { startLocalCloud } from '../../../tools/local-cloud/local-cloud';
import { get, post, startApi, type Answer, type TestApi } from './service';

let api: TestApi;
const photo = { bucket: 'photos', key: 'a.jpg', collection_id: 'demo' };

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

/** Readiness is remembered for a moment. */
async function readinessOnceIt(isReady: boolean): Promise<Answer> {
  for (;;) {
    const answer = await get(`${api.url}/readyz`);
    if ((answer.status === 200) === isReady) return answer;
    await pause(100);
  }
}

describe('when S3 and SQS do not answer', () => {
  beforeAll(() => api.cloud.stop());

  it.each([['index', 'queue_unavailable'], ['match', 'image_store_unavailable']])('/%s answers 503 and when to come back', async (route, code) => {
    const { status, headers, body } = await post(`${api.url}/api/v1/face-recognition/${route}`, photo);
    expect(status).toBe(503);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body).toMatchObject({ code, retryable: true });
    expect(JSON.stringify(body)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
  });

  it('/readyz says which parts are down, and nothing of their insides', async () => {
    const { status, headers, body } = await readinessOnceIt(false);
    expect(status).toBe(503);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body).toMatchObject({
      code: 'not_ready', detail: 'Down: image_store, queue.',
      checks: { model: 'up', vector_store: 'up', catalog: 'up', image_store: 'down', queue: 'down' },
    });
    expect(JSON.stringify(body)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
  });

  it('/health and /livez answer nevertheless', async () => {
    expect((await get(`${api.url}/health`)).status).toBe(200);
    expect((await get(`${api.url}/livez`)).status).toBe(200);
  });

  it('all is well again once they are back', async () => {
    const cloud = await startLocalCloud({ port: Number(new URL(api.cloud.endpoint).port) });
    try {
      await api.images.ensureBucket('photos');
      await api.app.get(IndexingQueue, { strict: false }).ensure();
      expect((await readinessOnceIt(true)).status).toBe(200);
      expect((await post(`${api.url}/api/v1/face-recognition/index`, photo, { prefer: 'respond-async' })).status).toBe(202);
    } finally {
      await cloud.stop();
    }
  });
});
