import { Collections, Jobs, Receipts, type Receipt } from '@facerec/catalog';
import { IndexingQueue } from '@facerec/indexing-queue';
import { takeAll } from './queued-messages';
import { get, post, remove, startApi, type Answer, type TestApi } from './service';

let api: TestApi;
let queue: IndexingQueue;
const route = (path: string): string => `${api.url}/api/v1/${path}`;

beforeAll(async () => {
  api = await startApi({ S3_BUCKETS: 'photos,missing' });
  queue = api.app.get(IndexingQueue, { strict: false });
});
afterAll(() => api?.stop());

/** In place of the indexer, whose own tests are elsewhere. */
const finish = async (jobId: string, key: string, facts: Partial<Receipt> = {}): Promise<void> => {
  await api.app.get(Receipts, { strict: false }).put({
    jobId, collectionId: 'demo', bucket: 'photos', key, state: 'indexed', detectionId: 'd', passedOver: [], problem: null, finishedAt: new Date(),
    faces: [{ faceId: `face of ${key}`, box: { left: 0.1, top: 0.2, width: 0.3, height: 0.4 }, confidence: 0.9 }], ...facts,
  });
};
const fail = (jobId: string, key: string) => finish(jobId, key, { state: 'failed', faces: [], problem: { code: 'object_not_found', detail: 'There is none.' } });

const start = async (body: object, collection = 'demo'): Promise<string> => {
  const { status, body: answer } = await post(route(`collections/${collection}/jobs`), body);
  expect(status).toBe(202);
  return answer.job_id;
};
const statusOf = async (id: string): Promise<Answer['body']> => (await get(route(`jobs/${id}`))).body;
/** The catalog answers in this very thread: without a pause nothing else would get its turn. */
const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
};
const enqueued = async (id: string): Promise<Answer['body']> => {
  await until(async () => {
    const job = await api.app.get(Jobs, { strict: false }).find(id);
    return job?.complete === true || job?.problem !== null;
  });
  return statusOf(id);
};

describe('a job of keys', () => {
  it('is answered at once with where to ask, and puts each key in the queue once', async () => {
    const answer = await post(route('collections/fresh/jobs'), { bucket: 'photos', keys: ['a.jpg', 'b', 'ü 😀.png', 'a.jpg'], max_faces: 3 });
    expect(answer.status).toBe(202);
    const { job_id: id } = answer.body;
    expect(answer.body).toEqual({ job_id: id, status_url: `/api/v1/jobs/${id}`, items_url: `/api/v1/jobs/${id}/items`, events_url: `/api/v1/jobs/${id}/events` });
    expect(answer.headers.get('location')).toBe(answer.body.status_url);
    expect(await enqueued(id)).toMatchObject({ state: 'running', enqueued: 3, collection_id: 'fresh', source: 's3://photos', rate: null, eta_seconds: null });
    const messages = await takeAll(queue);
    expect(messages.map(({ image_key }) => image_key).sort()).toEqual(['a.jpg', 'b', 'ü 😀.png']);
    for (const message of messages) expect(message).toMatchObject({ job_id: id, collection_id: 'fresh', s3_bucket: 'photos', max_faces: 3 });
    expect(await api.app.get(Collections, { strict: false }).find('fresh')).toBeDefined();
  });

  it('is finished when each has its receipt', async () => {
    const id = await start({ bucket: 'photos', keys: ['a.jpg', 'b.jpg', 'c.jpg'] });
    await enqueued(id);
    await finish(id, 'a.jpg');
    const half = await statusOf(id);
    expect(half).toMatchObject({ state: 'running', counts: { indexed: 1 } });
    expect(half.rate).toBeGreaterThan(0);
    expect(half.eta_seconds).toBeGreaterThan(0);
    await finish(id, 'b.jpg', { state: 'no_face', faces: [] });
    await fail(id, 'c.jpg');
    expect(await statusOf(id)).toMatchObject({ state: 'finished', eta_seconds: null, counts: { indexed: 1, no_face: 1, failed: 1, superseded: 0 } });
    await takeAll(queue);
  });
});

describe('a job that its caller names', () => {
  const job_id = '0d6ab4a5-6a3c-4b0e-9a53-5f0c3b0a9a11';

  it('is one job, however often the same request comes', async () => {
    const body = { job_id, bucket: 'photos', keys: ['a.jpg', 'b.jpg'] };
    expect(await start(body)).toBe(job_id);
    await enqueued(job_id);
    expect(await start({ ...body, job_id: job_id.toUpperCase() })).toBe(job_id);
    await remove(route(`jobs/${job_id}`));
    expect(await start(body)).toBe(job_id);
    expect(await statusOf(job_id)).toMatchObject({ state: 'cancelled', enqueued: 2 });
    expect(await takeAll(queue)).toHaveLength(2);
  });

  it('is refused for another request, another producer\'s job and what is no UUID', async () => {
    const others = '7c0b2b60-7d0e-4f4e-8a55-3c1f6f0d5b22';
    await finish(others, 'a.jpg');
    for (const [collection, body] of [
      ['demo', { job_id, bucket: 'photos', keys: ['a.jpg'] }], ['demo', { job_id, bucket: 'photos', keys: ['a.jpg', 'b.jpg'], max_faces: 2 }],
      ['other', { job_id, bucket: 'photos', keys: ['a.jpg', 'b.jpg'] }], ['demo', { job_id: others, s3_prefix: 's3://photos/nobody/' }],
    ] as const) expect(await post(route(`collections/${collection}/jobs`), body)).toMatchObject({ status: 409, body: { code: 'job_exists' } });
    expect(await get(route(`jobs/${others}/items`))).toMatchObject({ status: 404 });
    expect(await post(route('collections/demo/jobs'), { job_id: 'mine', s3_prefix: 's3://photos/' })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/job_id' }] } });
  });
});

describe('a job of a prefix', () => {
  it('that is empty is finished at once', async () => {
    expect(await enqueued(await start({ s3_prefix: 's3://photos/nobody/' }))).toMatchObject({ state: 'finished', enqueued: 0, source: 's3://photos/nobody/' });
  });

  it('passes over what is no photo', async () => {
    for (const key of ['mixed/a.JPG', 'mixed/b.webp', 'mixed/notes.txt', 'mixed/folder/']) await api.images.put('photos', key, Buffer.from('x'), 'image/jpeg');
    await api.images.put('photos', 'mixed/empty.jpg', Buffer.alloc(0), 'image/jpeg');
    const id = await start({ bucket: 'photos', prefix: 'mixed/' });
    expect(await enqueued(id)).toMatchObject({ enqueued: 2, skipped: 3, source: 's3://photos/mixed/' });
    expect((await takeAll(queue)).map(({ image_key }) => image_key)).toEqual(['mixed/a.JPG', 'mixed/b.webp']);
  });

  it('fails when its bucket does not exist, says why, and goes on when that was mended and a retry asked for', async () => {
    const id = await start({ s3_prefix: 's3://missing/albums' });
    expect(await enqueued(id)).toMatchObject({ state: 'failed', problem: { code: 'object_not_found', detail: 'There is no bucket "missing".' } });
    await api.images.ensureBucket('missing');
    await api.images.put('missing', 'albums/1.jpg', Buffer.from('x'), 'image/jpeg');
    expect(await post(route(`jobs/${id}/retry`), {})).toMatchObject({ status: 202, body: { problem: null } });
    expect(await enqueued(id)).toMatchObject({ enqueued: 1 });
    await takeAll(queue);
  });
});

describe('a request for a job that breaks the contract', () => {
  it.each([
    ['', {}], ['', { s3_prefix: 's3://photos/', keys: ['a'] }], ['/bucket', { keys: ['a'] }], ['/bucket', { prefix: '' }], ['/bucket', { bucket: 'photos', s3_prefix: 's3://photos/' }],
    ['/s3_prefix', { s3_prefix: 'photos/a' }], ['/keys', { bucket: 'photos', keys: [] }], ['/keys', { bucket: 'photos', keys: ['a', ''] }],
    ['/keys', { bucket: 'photos', keys: Array.from({ length: 10_001 }, (_, n) => `${n}`) }], ['/max_faces', { s3_prefix: 's3://photos/', max_faces: 21 }],
  ])('is told at %s', async (pointer, body) => {
    const { status, body: answer } = await post(route('collections/demo/jobs'), body);
    expect({ status, code: answer.code, pointers: answer.errors?.map((error: { pointer: string }) => error.pointer) }).toEqual({ status: 400, code: 'invalid_request', pointers: [pointer] });
  });

  it('is refused for another bucket, another model and a name that no collection has', async () => {
    expect(await post(route('collections/demo/jobs'), { s3_prefix: 's3://elsewhere/' })).toMatchObject({ status: 403, body: { code: 'bucket_not_allowed' } });
    await api.app.get(Collections, { strict: false }).ensure('foreign', 'another-embedding-contract');
    expect(await post(route('collections/foreign/jobs'), { s3_prefix: 's3://photos/' })).toMatchObject({ status: 409, body: { code: 'model_mismatch' } });
    expect(await post(route('collections/a%20b/jobs'), { s3_prefix: 's3://photos/' })).toMatchObject({ status: 400, body: { errors: [{ pointer: 'id' }] } });
  });
});

describe('GET /jobs and /items', () => {
  it('list page by page', async () => {
    const ids: string[] = [];
    for (const prefix of ['x/1', 'x/2', 'x/3']) ids.unshift(await start({ bucket: 'photos', prefix }, 'listed'));
    const first = await get(route('jobs?collection_id=listed&limit=2'));
    expect(first.body.jobs.map((job: { job_id: string }) => job.job_id)).toEqual(ids.slice(0, 2));
    const next = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1];
    expect(next).toBe(`/api/v1/jobs?collection_id=listed&limit=2&cursor=${first.body.next_cursor}`);
    expect((await get(`${api.url}${next}`)).body).toMatchObject({ jobs: [{ job_id: ids[2] }], next_cursor: null });
    expect((await get(route('jobs?source=s3%3A%2F%2Fphotos%2Fx%2F2'))).body.jobs).toMatchObject([{ job_id: ids[1] }]);
    expect(await get(route('jobs?cursor=x'))).toMatchObject({ status: 400, body: { errors: [{ pointer: 'cursor' }] } });
  });

  it('tell what became of each image', async () => {
    const id = await start({ bucket: 'photos', keys: ['a.jpg', 'b.jpg', 'c.jpg'] });
    for (const key of ['c.jpg', 'a.jpg']) await finish(id, key);
    await fail(id, 'b.jpg');
    const page = (await get(route(`jobs/${id}/items?limit=2`))).body;
    expect(page.items.map((item: { image_key: string }) => item.image_key)).toEqual(['a.jpg', 'b.jpg']);
    expect(page.items[0]).toMatchObject({
      bucket: 'photos', state: 'indexed', problem: null, faces: [{ face_id: 'face of a.jpg', bounding_box: { left: 0.1, top: 0.2, width: 0.3, height: 0.4 }, confidence: 0.9 }],
    });
    expect((await get(route(`jobs/${id}/items?limit=2&cursor=${page.next_cursor}`))).body).toMatchObject({ items: [{ image_key: 'c.jpg' }], next_cursor: null });
    expect((await get(route(`jobs/${id}/items?state=failed`))).body.items).toMatchObject([{ image_key: 'b.jpg', problem: { code: 'object_not_found', detail: 'There is none.' } }]);
    expect(await get(route('jobs/nothing/items'))).toMatchObject({ status: 404, body: { code: 'job_not_found' } });
    await takeAll(queue);
  });
});

describe('POST /jobs/{id}/retry', () => {
  it('sends failed images and dead letters of the job again, and nothing else', async () => {
    const id = await start({ bucket: 'photos', keys: ['good.jpg', 'bad.jpg', 'buried.jpg'] });
    await enqueued(id);
    const messages = await takeAll(queue);
    const buried = messages.find(({ image_key }) => image_key === 'buried.jpg');
    for (const job_id of [id, 'another']) await queue.sendToDeadLetters(JSON.stringify({ ...buried, job_id }), { problem: 'again and again', sentAt: new Date() });
    await finish(id, 'good.jpg');
    await fail(id, 'bad.jpg');

    expect(await post(route(`jobs/${id}/retry`), {})).toMatchObject({ status: 202, body: { job_id: id, state: 'running' } });
    await until(async () => (await api.app.get(Jobs, { strict: false }).find(id))?.retryAt === null);
    expect((await takeAll(queue)).map(({ job_id, image_key }) => [job_id, image_key]).sort()).toEqual([[id, 'bad.jpg'], [id, 'buried.jpg']]);
    expect(await statusOf(id)).toMatchObject({ state: 'running', enqueued: 3, counts: { indexed: 1, failed: 0 } });
    for (const key of ['bad.jpg', 'buried.jpg']) await finish(id, key);
    expect(await statusOf(id)).toMatchObject({ state: 'finished', counts: { indexed: 3, failed: 0 } });
    expect(await post(route('jobs/nothing/retry'), {})).toMatchObject({ status: 404, body: { code: 'job_not_found' } });
  });
});

describe('DELETE /jobs/{id}', () => {
  it('cancels what is not finished, for good', async () => {
    const id = await start({ bucket: 'photos', keys: ['a.jpg', 'b.jpg'] });
    await enqueued(id);
    expect(await remove(route(`jobs/${id}`))).toMatchObject({ status: 200, body: { job_id: id, state: 'cancelled' } });
    expect(await remove(route(`jobs/${id}`))).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect(await post(route(`jobs/${id}/retry`), {})).toMatchObject({ status: 409, body: { code: 'job_cancelled' } });
    expect(await remove(route('jobs/nothing'))).toMatchObject({ status: 404, body: { code: 'job_not_found' } });
    await takeAll(queue);
  });

  it('leaves a finished job alone', async () => {
    const id = await start({ s3_prefix: 's3://photos/nobody/' });
    await enqueued(id);
    expect((await remove(route(`jobs/${id}`))).body).toMatchObject({ state: 'finished' });
  });
});
