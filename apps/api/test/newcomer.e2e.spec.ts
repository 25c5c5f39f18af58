import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the demo's own crop, since image libraries stay behind their door
import { cropFace } from '../../../tools/demo/crop-face';
import { blackPng } from './black-png';
import { get, patch, post, postForm, remove, root, startApi, startTimeoutMs, type TestApi } from './service';

interface Person {
  readonly name: string;
  readonly photo: Buffer;
  subjectId: string;
  faceId: string;
}

let api: TestApi;
let group: Buffer;
const people: Person[] = [];
const route = (path: string): string => `${api.url}/api/v1/${path}`;
const family = (path = ''): string => route(`collections/family${path}`);

beforeAll(async () => {
  api = await startApi();
  group = await readFile(join(root, '.data/samples/sample4.jpg'));
  await api.images.put('photos', 'group.jpg', group, 'image/jpeg');
}, startTimeoutMs);
afterAll(() => api?.stop());

describe('a newcomer', () => {
  it('creates a collection', async () => {
    const made = await post(route('collections'), { collection_id: 'family', min_cosine: 0.4, metadata: { owner: 'ann', private: true } });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe('/api/v1/collections/family');
    expect(made.headers.get('etag')).toBe('"0"');
    expect(made.body).toMatchObject({ collection_id: 'family', min_cosine: 0.4, metadata: { owner: 'ann', private: true }, face_count: 0 });
    expect(await post(route('collections'), { collection_id: 'family' })).toMatchObject({ status: 409, body: { code: 'collection_exists' } });
    expect((await get(family())).body).toEqual(made.body);
  });

  it('enrols four people, each by a portrait', async () => {
    const { faces } = (await postForm(route('detect'), { image: group })).body;
    for (const [i, name] of ['Ann', 'Bob', 'Cid', 'Dan'].entries()) {
      const photo = await cropFace(group, faces[i].bounding_box);
      const subject = await post(family('/subjects'), { name, external_id: `person-${i}` });
      expect(subject).toMatchObject({ status: 201, body: { name, external_id: `person-${i}`, metadata: {} } });
      const subjectId = subject.body.subject_id;
      const added = await postForm(family('/images'), { image: photo, subject_id: subjectId, image_key: `${name}.jpg`, metadata: '{"year": 2026}' });
      expect(added).toMatchObject({ status: 201, body: { image_key: `${name}.jpg`, bucket: '', state: 'indexed', subject_id: subjectId } });
      expect(added.body.face_records).toHaveLength(1);
      people.push({ name, photo, subjectId, faceId: added.body.face_records[0].face_id });
    }
    expect((await get(family())).body.face_count).toBe(4);
  });

  it('finds each of them in the group photo, and nobody else', async () => {
    const { status, body } = await postForm(family('/search'), { image: group, face_selection: 'all', group_by: 'subject' });
    expect(status).toBe(200);
    expect(body.min_cosine).toBe(0.4);
    const names = body.searched_faces.flatMap(({ matches }: { matches: { subject_name: string }[] }) => matches.map(({ subject_name }) => subject_name));
    expect(names.sort()).toEqual(['Ann', 'Bob', 'Cid', 'Dan']);
    for (const { ambiguous } of body.searched_faces) expect(ambiguous).toBe(false);
  });

  it('searches for one face: the middle one, the largest, or one of an index; the others are told', async () => {
    for (const selection of ['center_largest', 'largest', '{"index": 1}']) {
      const { body } = await postForm(family('/search'), { image: group, face_selection: selection });
      expect(body.searched_faces).toHaveLength(1);
      expect(body.searched_faces[0].matches[0]).toMatchObject({ subject_id: expect.any(String), metadata: { year: 2026 } });
      expect(body.passed_over.map(({ reason }: { reason: string }) => reason)).toContain('not_selected');
    }
    expect(await postForm(family('/search'), { image: group, face_selection: '{"index": 99}' })).toMatchObject({ status: 400 });
    expect((await postForm(family('/search'), { image: blackPng(64, 64) })).body).toMatchObject({ searched_faces: [], passed_over: [] });
  });

  it('searches by embedding and by stored face', async () => {
    const [ann] = people as [Person];
    const { embedding } = (await postForm(route('embeddings'), { image: ann.photo })).body.faces[0];
    const byEmbedding = await post(family('/search'), { embedding: embedding.map((value: number) => 3 * value), limit: 1 });
    expect(byEmbedding.body.searched_faces[0]).toMatchObject({ face: null, matches: [{ face_id: ann.faceId, subject_name: 'Ann' }] });
    const byFace = await post(family('/search'), { face_id: ann.faceId, min_cosine: -1, limit: 100 });
    expect(byFace.body.searched_faces[0].matches).toHaveLength(3);
    expect(await post(family('/search'), { face_id: 'nobody' })).toMatchObject({ status: 404, body: { code: 'face_not_found' } });
    for (const body of [{}, { face_id: ann.faceId, embedding }, { embedding: [1, 2] }, { embedding: embedding.map(() => 0) }, { embedding: ['1'] }]) {
      expect(await post(family('/search'), body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    }
  });

  it('filters by what was noted, and asks for a false accept rate', async () => {
    const found = async (filter: string): Promise<number> => {
      const { body } = await postForm(family('/search'), { image: group, filter });
      return body.searched_faces[0].matches.length;
    };
    expect(await found('{"year": 2026}')).toBe(1);
    expect(await found('{"year": "2026"}')).toBe(0);
    expect((await postForm(family('/search'), { image: group, target_far: '0.001' })).body.min_cosine).toBe(0.332);
  });

  it('verifies who is who', async () => {
    const [ann, bob] = people as [Person, Person];
    const verify = (person: Person, image: Buffer) => postForm(family(`/subjects/${person.subjectId}/verify`), { image });
    expect((await verify(ann, ann.photo)).body).toMatchObject({ verified: true, min_cosine: 0.3, face_id: ann.faceId });
    expect((await verify(bob, ann.photo)).body).toMatchObject({ verified: false, face_id: bob.faceId });
    expect(await verify(ann, blackPng(64, 64))).toMatchObject({ status: 422, body: { code: 'face_not_found' } });
    expect(await postForm(family('/subjects/nobody/verify'), { image: ann.photo })).toMatchObject({ status: 404, body: { code: 'subject_not_found' } });
  });

  it('stores a photo of S3 once, however often, and sees its faces', async () => {
    const image = { s3: { bucket: 'photos', key: 'group.jpg' } };
    const first = await post(family('/images'), { image });
    expect(first).toMatchObject({ status: 201, body: { state: 'indexed', image_key: 'group.jpg', bucket: 'photos', subject_id: null } });
    const again = await post(family('/images'), { image });
    expect(again.body.face_records).toEqual(first.body.face_records);
    const faceId = first.body.face_records[0].face_id;
    expect((await get(family(`/faces/${faceId}`))).body).toMatchObject({ face_id: faceId, image_key: 'group.jpg', subject_id: null });
    const crop = await fetch(family(`/faces/${faceId}/crop`));
    expect([crop.status, crop.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await postForm(route('detect'), { image: new Uint8Array(await crop.arrayBuffer()) })).body.faces.length).toBeGreaterThan(0);
    expect(await get(family(`/faces/${people[0]?.faceId}/crop`))).toMatchObject({ status: 409, body: { code: 'image_not_stored' } });
  });

  it('lists faces and subjects page by page', async () => {
    const ids: string[] = [];
    for (let url: string | null = family('/faces?limit=3'); url !== null;) {
      const page = await get(url);
      expect(page.status).toBe(200);
      ids.push(...page.body.faces.map(({ face_id }: { face_id: string }) => face_id));
      const link = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
      expect(link === undefined).toBe(page.body.next_cursor === null);
      url = link === undefined ? null : `${api.url}${link}`;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe((await get(family())).body.face_count);
    const [ann] = people as [Person];
    expect((await get(family(`/faces?subject_id=${ann.subjectId}`))).body.faces).toMatchObject([{ face_id: ann.faceId, subject_id: ann.subjectId }]);
    expect((await get(family('/faces?image_key=Ann.jpg'))).body.faces).toHaveLength(1);
    expect((await get(family('/subjects?external_id=person-1'))).body.subjects).toMatchObject([{ name: 'Bob' }]);
    expect((await get(route('collections?limit=1'))).body).toMatchObject({ collections: [{ collection_id: 'family' }], next_cursor: null });
  });

  it('changes a subject and a collection, unless somebody else did', async () => {
    const url = family(`/subjects/${people[0]?.subjectId}`);
    const etag = (await get(url)).headers.get('etag') ?? '';
    expect(await patch(url, { name: 'Anna' }, { 'if-match': etag })).toMatchObject({ status: 200, body: { name: 'Anna', external_id: 'person-0' } });
    expect(await patch(url, { name: 'Annie' }, { 'if-match': etag })).toMatchObject({ status: 412, body: { code: 'precondition_failed' } });
    expect(await patch(family(), { min_cosine: null })).toMatchObject({ status: 200, body: { min_cosine: null, metadata: { owner: 'ann' } } });
    expect(await patch(family(), {}, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
    expect(await patch(route('collections/nobody'), {})).toMatchObject({ status: 404, body: { code: 'collection_not_found' } });
  });

  it('deletes a person, and finds nothing of them any more', async () => {
    const [ann] = people as [Person];
    expect(await remove(family(`/subjects/${ann.subjectId}`))).toMatchObject({ status: 200, body: { deleted_faces: 1 } });
    expect(await remove(family(`/subjects/${ann.subjectId}`))).toMatchObject({ status: 404, body: { code: 'subject_not_found' } });
    expect(await get(family(`/faces/${ann.faceId}`))).toMatchObject({ status: 404, body: { code: 'face_not_found' } });
    expect((await get(family('/faces?image_key=Ann.jpg'))).body.faces).toEqual([]);
    expect((await get(family('/faces?limit=200'))).body.faces.map(({ face_id }: { face_id: string }) => face_id)).not.toContain(ann.faceId);
    const { searched_faces: [searched] } = (await postForm(family('/search'), { image: ann.photo, min_cosine: '-1', limit: '100' })).body;
    expect(searched.matches.map(({ face_id }: { face_id: string }) => face_id)).not.toContain(ann.faceId);
  });
});
