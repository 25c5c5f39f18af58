import { createHash } from 'node:crypto';
import { HttpMetrics } from './http-metrics';
import { measureIndexing } from './measure-indexing';
import { measurePipeline } from './measure-pipeline';
import { measureMessages, measureQueue } from './measure-queue';
import { Metrics } from './metrics';
import { MetricsServer } from './metrics-server';
import { StoreMetrics } from './store-metrics';

class UndecodableImageError extends Error {
  override readonly name = 'UndecodableImageError';
}

/** Lines of facerec_ metrics without buckets and comments. */
async function linesOf(metrics: Metrics): Promise<string[]> {
  return (await metrics.render()).split('\n').filter((line) => line.startsWith('facerec_') && !line.includes('_bucket'));
}

describe('Metrics', () => {
  it('tell of the process, too', async () => {
    const text = await new Metrics().render();
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_seconds']) expect(text).toContain(`# TYPE ${name} `);
  });

  it('count requests by their route, and never by a method or URL that a client invents', async () => {
    const metrics = new Metrics();
    const http = new HttpMetrics(metrics);
    for (const status of [200, undefined]) {
      http.began();
      http.ended({ method: 'GET', route: '/jobs/:id', status, ms: 250 });
    }
    http.began();
    http.ended({ method: 'BREW', route: undefined, status: 404, ms: 1 });
    http.began();
    expect(await linesOf(metrics)).toEqual(expect.arrayContaining([
      'facerec_http_requests_in_flight 1',
      'facerec_http_request_duration_seconds_sum{method="GET",route="/jobs/:id",status="200"} 0.25',
      'facerec_http_request_duration_seconds_count{method="GET",route="/jobs/:id",status="499"} 1',
      'facerec_http_request_duration_seconds_count{method="other",route="unknown",status="404"} 1',
    ]));
  });

  it('tell of workers, stages and faces, and answer as the pool does', async () => {
    const metrics = new Metrics();
    const analysis = { faces: [1, 2], passedOver: [{ reason: 'too_small' }], stageMs: { decode: 4, detect: 8, embed: 2 } };
    const pool = {
      stats: () => ({ workers: 2, running: 2, waiting: 3 }),
      analyze: async (image: string) => {
        if (image === '') throw new UndecodableImageError();
        return { ...analysis, image };
      },
    };
    measurePipeline(metrics, pool);
    expect(await pool.analyze('a')).toEqual({ ...analysis, image: 'a' });
    await expect(pool.analyze('')).rejects.toThrow(UndecodableImageError);
    expect(await linesOf(metrics)).toEqual(expect.arrayContaining([
      'facerec_pipeline_workers 2', 'facerec_pipeline_images_running 2', 'facerec_pipeline_images_waiting 3',
      'facerec_pipeline_images_total{outcome="analyzed"} 1', 'facerec_pipeline_images_total{outcome="undecodable_image"} 1',
      'facerec_pipeline_faces_total{outcome="embedded"} 2', 'facerec_pipeline_faces_total{outcome="too_small"} 1',
      'facerec_pipeline_stage_duration_seconds_sum{stage="detect"} 0.008', 'facerec_pipeline_wait_seconds_count 1',
    ]));
  });

  it('tell what became of images', async () => {
    const metrics = new Metrics();
    const index = async (state: string) => {
      if (state === '') throw new UndecodableImageError();
      return { state, faces: [1, 2, 3] };
    };
    const indexer = { index, indexUpload: index };
    measureIndexing(metrics, indexer);
    await indexer.index('indexed');
    await indexer.indexUpload('superseded');
    await expect(indexer.index('')).rejects.toThrow();
    expect((await linesOf(metrics)).filter((line) => !line.includes('_sum'))).toEqual([
      'facerec_image_duration_seconds_count{outcome="indexed"} 1',
      'facerec_image_duration_seconds_count{outcome="superseded"} 1',
      'facerec_image_duration_seconds_count{outcome="undecodable_image"} 1',
      'facerec_faces_indexed_total 3',
    ]);
  });

  it('tell how long stores take, by operation', async () => {
    const metrics = new Metrics();
    const stores = new StoreMetrics(metrics);
    class Store {
      private readonly name = 'vectors';
      async query(text: string) { return `${this.name}: ${text}`; }
      async ping() { throw new TypeError('a secret'); }
    }
    const store = new Store();
    stores.measure({ store: 'vector_store', engine: 'pgvector' }, store, ['query', 'ping']);
    stores.listener({ store: 'catalog', engine: 'sqlite' })({ operation: 'select jobs', ms: 500 });
    expect(await store.query('a')).toBe('vectors: a');
    await expect(store.ping()).rejects.toThrow('a secret');
    expect(await linesOf(metrics)).toEqual(expect.arrayContaining([
      'facerec_store_duration_seconds_count{store="vector_store",engine="pgvector",operation="query",outcome="ok"} 1',
      'facerec_store_duration_seconds_count{store="vector_store",engine="pgvector",operation="ping",outcome="type"} 1',
      'facerec_store_duration_seconds_sum{store="catalog",engine="sqlite",operation="select jobs",outcome="ok"} 0.5',
    ]));
    expect(await metrics.render()).not.toContain('secret');
  });

  it('ask the queue once, however often they are asked, and do without it while it is down', async () => {
    const metrics = new Metrics();
    const depth = jest.fn(async () => ({ visible: 4, inFlight: 3, delayed: 2, deadLetters: 1 }));
    measureQueue(metrics, { depth });
    await Promise.all([metrics.render(), metrics.render()]);
    expect(await linesOf(metrics)).toEqual([
      'facerec_queue_messages{state="visible"} 4', 'facerec_queue_messages{state="in_flight"} 3',
      'facerec_queue_messages{state="delayed"} 2', 'facerec_queue_messages{state="dead_letters"} 1',
    ]);
    expect(depth).toHaveBeenCalledTimes(1);
    const without = new Metrics();
    measureQueue(without, { depth: () => Promise.reject(new Error('down')) });
    expect(await linesOf(without)).toEqual([]);
  });

  it('tell how long messages waited, and how old the oldest in hand is', async () => {
    const metrics = new Metrics();
    let finish = (): void => undefined;
    const handler = { handle: (_message: string, _delivery: { sentAt: Date; receiveCount: number }) => new Promise<void>((resolve) => (finish = resolve)) };
    measureMessages(metrics, handler);
    const handled = handler.handle('m', { sentAt: new Date(Date.now() - 60_000), receiveCount: 1 });
    const age = async () => Number((await linesOf(metrics)).find((line) => line.startsWith('facerec_message_oldest_age_seconds'))?.split(' ')[1]);
    expect(await age()).toBeGreaterThanOrEqual(60);
    finish();
    await handled;
    expect(await age()).toBe(0);
    expect(await linesOf(metrics)).toContain('facerec_message_wait_seconds_count 1');
  });
});

describe('MetricsServer', () => {
  it('answers /metrics only, and only with a key where there are keys', async () => {
    const apiKeyDigests = [createHash('sha256').update('key').digest('hex')];
    const server = await MetricsServer.open(new Metrics(), { host: '127.0.0.1', port: 0, apiKeyDigests });
    const ask = (path: string, headers: Record<string, string> = {}) => fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
    const refused: Record<string, string>[] = [{}, { authorization: 'Bearer wrong' }, { 'x-api-key': apiKeyDigests[0] as string }];
    for (const headers of refused) expect((await ask('/metrics', headers)).status).toBe(401);
    const good: Record<string, string>[] = [{ authorization: 'Bearer key' }, { 'x-api-key': 'key' }];
    for (const headers of good) {
      const answer = await ask('/metrics', headers);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
      expect(await answer.text()).toContain('process_cpu_seconds_total');
    }
    expect((await ask('/', { 'x-api-key': 'key' })).status).toBe(404);
    await server.close();
  });
});
