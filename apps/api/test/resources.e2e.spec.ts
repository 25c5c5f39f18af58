import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FacePipelinePool, PipelineBusyError } from '@facerec/face-pipeline';
import { IndexingQueue } from '@facerec/indexing-queue';
import { takeAll } from './queued-messages';
import { get, post, postForm, remove, root, startApi, type TestApi } from './service';

let api: TestApi;
let group: Buffer;
const route = (path: string): string => `${api.url}/api/v1/${path}`;
const family = (path = ''): string => route(`collections/family${path}`);

beforeAll(async () => {
  api = await startApi();
  group = await readFile(join(root, '.data/samples/sample4.jpg'));
  await post(route('collections'), { collection_id: 'family' });
  await postForm(family('/images'), { image: group });
});
afterAll(() => api?.stop());

describe('requests that cannot be met', () => {
  it.each([
    ['a collection\'s name', 'collections', { collection_id: 'no spaces' }, '/collection_id'],
    ['notes that are nested', 'collections', { collection_id: 'x', metadata: { a: { b: 1 } } }, '/metadata'],
    ['notes by a wrong name', 'collections', { collection_id: 'x', metadata: { $a: 1 } }, '/metadata'],
    ['a threshold', 'collections', { collection_id: 'x', min_cosine: 2 }, '/min_cosine'],
    ['a quality', 'collections/family/images', { image: { bytes: 'AAAA' }, quality: 'best' }, '/quality'],
    ['a name for a photo of S3', 'collections/family/images', { image: { s3: { bucket: 'photos', key: 'a' } }, image_key: 'b' }, '/image_key'],
    ['several faces of one subject', 'collections/family/images', { image: { bytes: 'AAAA' }, subject_id: 'a', max_faces: 2 }, '/max_faces'],
    ['a grouping', 'collections/family/search', { face_id: 'a', group_by: 'album' }, '/group_by'],
    ['a selection', 'collections/family/search', { face_id: 'a', face_selection: 'best' }, '/face_selection'],
  ])('are told which field is wrong: %s', async (_what, path, body, pointer) => {
    const answer = await post(route(path), body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });

  it('are told of collections and subjects that are not there', async () => {
    const image = { bytes: group.toString('base64') };
    for (const path of ['collections/nobody/images', 'collections/nobody/search']) {
      expect(await post(route(path), { image })).toMatchObject({ status: 404, body: { code: 'collection_not_found' } });
    }
    expect(await get(route('collections/nobody/faces'))).toMatchObject({ status: 404, body: { code: 'collection_not_found' } });
    expect(await post(family('/images'), { image, subject_id: 'nobody' })).toMatchObject({ status: 404, body: { code: 'subject_not_found' } });
  });

  it('are told of cursors that are none', async () => {
    expect(await get(family('/faces?limit=201'))).toMatchObject({ status: 400, body: { errors: [{ pointer: 'limit' }] } });
    const { next_cursor: cursor } = (await get(family('/faces?limit=1'))).body;
    for (const wrong of ['x', `${cursor}x`, `x${cursor}`]) {
      expect(await get(family(`/faces?cursor=${wrong}`))).toMatchObject({ status: 400, body: { errors: [{ pointer: 'cursor' }] } });
    }
    expect(await get(family(`/subjects?cursor=${cursor}`))).toMatchObject({ status: 400 });
  });

  it('store nothing of an image that is none', async () => {
    const answer = await postForm(family('/images'), { image: Buffer.from('no picture') });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_image' } });
  });

  it('pass over faces of poor quality', async () => {
    const { body } = await postForm(family('/images'), { image: group, quality: 'strict', image_key: 'small.jpg' });
    expect(body.face_records.length + body.passed_over.length).toBeGreaterThan(0);
    expect(body.passed_over.map(({ reason }: { reason: string }) => reason)).toContain('low_quality');
    for (const { quality } of body.face_records) expect(quality.pose).toBeGreaterThanOrEqual(0.2);
  });
});

describe('an uploaded photo', () => {
  const keep = (store_image: string) => postForm(family('/images'), { image: group, image_key: 'kept.jpg', store_image });

  it('is kept for its faces to be shown when that is asked for, and goes with them', async () => {
    const { status, body } = await keep('true');
    expect([status, body.image_stored]).toEqual([201, true]);
    const crop = family(`/faces/${body.face_records[0].face_id}/crop`);
    const shown = await fetch(crop);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await keep('false')).body.image_stored).toBe(false);
    expect(await get(crop)).toMatchObject({ status: 409, body: { code: 'image_not_stored' } });
    await keep('true');
    expect((await fetch(crop)).status).toBe(200);
    expect(await remove(family('/images?bucket=&key=kept.jpg'))).toMatchObject({ status: 200 });
    for await (const { key } of api.images.list('photos', '')) expect(key).not.toContain('kept-photos/');
  });

  it('lies in S3 already when it comes from there', async () => {
    const answer = await post(family('/images'), { image: { s3: { bucket: 'photos', key: 'a.jpg' } }, store_image: true });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/store_image' }] } });
  });
});

describe('a photo that can wait', () => {
  const s3 = { bucket: 'photos', key: 'waiting.jpg' };
  const add = (body: object, headers: Record<string, string> = {}) => post(family('/images'), { image: { s3 }, ...body }, headers);
  const respondAsync = { prefer: 'respond-async' };

  beforeAll(() => api.images.put('photos', s3.key, group, 'image/jpeg'));
  afterEach(() => jest.restoreAllMocks());

  it('is put in the queue when that is preferred, unless more is said of it than the queue knows', async () => {
    const { status, body, headers } = await add({ max_faces: 2 }, respondAsync);
    expect({ status, body }).toEqual({ status: 202, body: { face_records: [], detection_id: '', image_key: s3.key, job_id: expect.any(String), status_url: headers.get('location') } });
    const messages = await takeAll(api.app.get(IndexingQueue, { strict: false }));
    expect(messages.find(({ job_id }) => job_id === body.job_id)).toEqual({ job_id: body.job_id, collection_id: 'family', s3_bucket: 'photos', image_key: s3.key, max_faces: 2 });
    for (const more of [{ metadata: { place: 'here' } }, { detail: 'fast' }, { quality: 'standard' }]) expect((await add(more, respondAsync)).status).toBe(201);
    expect((await postForm(family('/images'), { image: group }, respondAsync)).status).toBe(201);
  });

  it('is put in the queue when all workers are busy, and refused when it cannot wait; no job is left open', async () => {
    jest.spyOn(api.app.get(FacePipelinePool, { strict: false }), 'analyze').mockRejectedValue(new PipelineBusyError());
    expect((await add({ max_faces: 1 })).status).toBe(202);
    for (const refused of [await add({ metadata: { place: 'there' } }), await postForm(family('/images'), { image: group, image_key: 'busy.jpg' })]) {
      expect(refused).toMatchObject({ status: 503, body: { code: 'pipeline_busy' } });
      expect(refused.headers.get('retry-after')).toBe('1');
    }
    const { jobs } = (await get(route('jobs?source=upload:busy.jpg'))).body;
    expect(jobs).toMatchObject([{ state: 'cancelled' }]);
    await takeAll(api.app.get(IndexingQueue, { strict: false }));
  });
});

describe('an Idempotency-Key', () => {
  const make = (key: string, id: string) => post(route('collections'), { collection_id: id }, { 'idempotency-key': key });

  it('gets the same answer for the same request, which is done once', async () => {
    const first = await make('one', 'once');
    const again = await make('one', 'once');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    for (const name of ['location', 'etag', 'content-type']) expect(again.headers.get(name)).toBe(first.headers.get(name));
    expect(await make('two', 'once')).toMatchObject({ status: 409, body: { code: 'collection_exists' } });
  });

  it('belongs to one request', async () => {
    await make('three', 'thrice');
    expect(await make('three', 'other')).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    expect(await make('', 'empty')).toMatchObject({ status: 400 });
  });

  it('puts a photo in the queue once, and asks for a retry once', async () => {
    const queue = () => post(route('face-recognition/index'), { bucket: 'photos', key: 'queued.jpg', collection_id: 'queued' }, { 'idempotency-key': 'six', prefer: 'respond-async' });
    const [first, again] = [await queue(), await queue()];
    expect([first.status, again.body]).toEqual([202, first.body]);
    const retry = () => post(route(`jobs/${first.body.job_id}/retry`), {}, { 'idempotency-key': 'seven' });
    const [retried, retriedAgain] = [await retry(), await retry()];
    expect([retried.status, retriedAgain.body]).toEqual([202, retried.body]);
    expect((await get(route('jobs?collection_id=queued'))).body.jobs).toHaveLength(1);
  });

  it('keeps no failure, and lets one of two at once do the work', async () => {
    const image = { image: Buffer.from('no picture') };
    const failed = [await postForm(family('/images'), image, { 'idempotency-key': 'four' }), await postForm(family('/images'), image, { 'idempotency-key': 'four' })];
    for (const { status } of failed) expect(status).toBe(415);
    const both = await Promise.all([1, 2].map(() => postForm(family('/images'), { image: group, image_key: 'twice.jpg' }, { 'idempotency-key': 'five' })));
    // The second one comes while the first is at work, or gets its answer.
    const [job] = new Set(both.flatMap(({ status, body }) => (status === 201 ? body.job_id : [])));
    for (const { status, body } of both) expect(status === 201 ? body.job_id : body.code).toBe(status === 201 ? job : 'idempotency_in_progress');
    expect(job).toEqual(expect.any(String));
  });
});

describe('GET /models and /system', () => {
  it('tell what the service is made of', async () => {
    expect((await get(route('models'))).body.models).toMatchObject([{ pack: 'compact', dimension: 512, cosine_at_far: { '1e-3': 0.332 } }]);
    expect((await get(route('system'))).body).toMatchObject({
      environment: 'test', pipeline: { pack: 'compact', workers: 1 }, engines: { vector_store: 'embedded', catalog: 'sqlite' }, limits: { image_bytes: 10_485_760 },
    });
  });
});
