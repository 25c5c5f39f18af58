import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { get, post, postForm, root, startApi, type TestApi } from './service';

let api: TestApi;
let photo: Buffer;

beforeAll(async () => {
  api = await startApi();
  photo = await readFile(join(root, '.data/samples/sample1.jpg'));
});
afterAll(() => api?.stop());

/** Values by name and labels, as Prometheus would read them. */
async function scrape(url: string): Promise<ReadonlyMap<string, number>> {
  const { status, headers, body } = await get(`${url}/metrics`);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (body as string).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}

describe('GET /metrics', () => {
  it('tells of requests by route, of images, faces, stages, stores, the queue and the process', async () => {
    await post(`${api.url}/api/v1/collections`, { collection_id: 'family' });
    const added = await postForm(`${api.url}/api/v1/collections/family/images`, { image: photo });
    expect(added.status).toBe(201);
    // Its first bytes are a photo's, so that the pipeline has to find out.
    await post(`${api.url}/api/v1/detect`, { image: { bytes: photo.subarray(0, 2000).toString('base64') } });
    await post(`${api.url}/api/v1/collections/family/search`, { image: { bytes: photo.toString('base64') } });
    await get(`${api.url}/api/v1/jobs/a-secret-id`);
    await get(`${api.url}/nobody/here`);
    const metrics = await scrape(api.url);

    const requests = (method: string, route: string, status: number) =>
      metrics.get(`facerec_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`);
    expect(requests('POST', '/api/v1/collections/:id/images', 201)).toBe(1);
    expect(requests('GET', '/api/v1/jobs/:id', 404)).toBe(1);
    expect(requests('GET', 'unknown', 404)).toBe(1);
    expect(metrics.get('facerec_http_requests_in_flight')).toBe(1);
    expect(metrics.get('facerec_image_duration_seconds_count{outcome="indexed"}')).toBe(1);
    expect(metrics.get('facerec_faces_indexed_total')).toBe(added.body.face_records.length);
    expect(metrics.get('facerec_pipeline_images_total{outcome="undecodable_image"}')).toBe(1);
    for (const stage of ['decode', 'detect', 'embed']) expect(metrics.get(`facerec_pipeline_stage_duration_seconds_count{stage="${stage}"}`)).toBeGreaterThanOrEqual(2);
    expect(metrics.get('facerec_pipeline_wait_seconds_count')).toBeGreaterThanOrEqual(2);
    expect(metrics.get('facerec_pipeline_workers')).toBe(1);
    const stored = (labels: string) => metrics.get(`facerec_store_duration_seconds_count{${labels},outcome="ok"}`);
    expect(stored('store="vector_store",engine="embedded",operation="upsert"')).toBe(1);
    expect(stored('store="vector_store",engine="embedded",operation="query"')).toBe(1);
    expect(stored('store="catalog",engine="sqlite",operation="insert receipts"')).toBe(1);
    expect(metrics.get('facerec_queue_messages{state="visible"}')).toBe(0);
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']) expect(metrics.get(name)).toBeGreaterThan(0);
    for (const name of metrics.keys()) expect(name).not.toMatch(/family|secret-id|nobody/);
  });
});
