import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { get, post, postForm, root, startApi, startTimeoutMs, type TestApi } from './service';

let api: TestApi;
let group: Buffer;
const route = (path: string): string => `${api.url}/api/v1/${path}`;
const family = (path = ''): string => route(`collections/family${path}`);

beforeAll(async () => {
  api = await startApi();
  group = await readFile(join(root, '.data/samples/sample4.jpg'));
  await post(route('collections'), { collection_id: 'family' });
  await postForm(family('/images'), { image: group });
}, startTimeoutMs);
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
    expect(answer).toMatchObject({ status: 422, body: { code: 'undecodable_image' } });
  });

  it('pass over faces of poor quality', async () => {
    const { body } = await postForm(family('/images'), { image: group, quality: 'strict', image_key: 'small.jpg' });
    expect(body.face_records.length + body.passed_over.length).toBeGreaterThan(0);
    for (const { reason } of body.passed_over) expect(reason).toBe('too_small');
  });
});
