import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ApiClient, createApiClient, dataOf } from '@facerec/client';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the demo's own crop, since image libraries stay behind their door
import { cropFace } from '../../../tools/demo/crop-face';
import { blackPng } from '../../../tools/odd-images/png';
import { root, startApi, type TestApi } from './service';

interface Person {
  readonly name: string;
  readonly photo: Blob;
  readonly subjectId: string;
  readonly faceId: string;
}

let service: TestApi;
let api: ApiClient;
let group: Blob;
let groupBytes: Buffer;
const people: Person[] = [];
const nobody = fileOf(blackPng(64, 64));
const family = { params: { path: { id: 'family' } } };

beforeAll(async () => {
  service = await startApi();
  api = createApiClient({ url: service.url });
  groupBytes = await readFile(join(root, '.data/samples/sample4.jpg'));
  group = fileOf(groupBytes);
  await service.images.put('photos', 'group.jpg', groupBytes, 'image/jpeg');
});
afterAll(() => service?.stop());

function fileOf(bytes: Uint8Array): Blob {
  return new Blob([new Uint8Array(bytes)]);
}

function person(name: string): Person {
  return people.find((one) => one.name === name) as Person;
}

const faceAt = (faceId: string) => ({ params: { path: { id: 'family', face_id: faceId } } });
const subjectAt = (subjectId: string) => ({ params: { path: { id: 'family', subject_id: subjectId } } });
const facesOf = async (query: { readonly subject_id?: string; readonly image_key?: string; readonly limit?: number }) => (
  (await dataOf(api.GET('/api/v1/collections/{id}/faces', { params: { ...family.params, query } }))).faces
);

/** Status and code of what was refused. */
async function refusal(request: Promise<{ readonly error?: { readonly code: string }; readonly response: Response }>): Promise<string> {
  const { error, response } = await request;
  return `${response.status} ${error?.code}`;
}

describe('a newcomer, with the client made from the OpenAPI document', () => {
  it('creates a collection', async () => {
    const body = { collection_id: 'family', min_cosine: 0.4, metadata: { owner: 'ann', private: true } };
    const { data: made, response } = await api.POST('/api/v1/collections', { body });
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe('/api/v1/collections/family');
    expect(response.headers.get('etag')).toBe('"0"');
    expect(made).toMatchObject({ ...body, face_count: 0 });
    expect(await refusal(api.POST('/api/v1/collections', { body: { collection_id: 'family' } }))).toBe('409 collection_exists');
    expect(await dataOf(api.GET('/api/v1/collections/{id}', family))).toEqual(made);
  });

  it('enrols four people, each by a portrait', async () => {
    const { faces } = await dataOf(api.POST('/api/v1/detect', { body: { image: group } }));
    for (const [i, name] of ['Ann', 'Bob', 'Cid', 'Dan'].entries()) {
      const photo = fileOf(await cropFace(groupBytes, faces[i]!.bounding_box));
      const subject = await dataOf(api.POST('/api/v1/collections/{id}/subjects', { ...family, body: { name, external_id: `person-${i}` } }));
      expect(subject).toMatchObject({ name, external_id: `person-${i}`, metadata: {} });
      const body = { image: photo, subject_id: subject.subject_id, image_key: `${name}.jpg`, metadata: { year: 2026 } };
      const added = await dataOf(api.POST('/api/v1/collections/{id}/images', { ...family, body }));
      expect(added).toMatchObject({ image_key: `${name}.jpg`, bucket: '', state: 'indexed', subject_id: subject.subject_id });
      expect(added.face_records).toHaveLength(1);
      people.push({ name, photo, subjectId: subject.subject_id, faceId: added.face_records[0]!.face_id });
    }
    expect((await dataOf(api.GET('/api/v1/collections/{id}', family))).face_count).toBe(4);
  });

  it('finds each of them in the group photo, and nobody else', async () => {
    const body = { image: group, face_selection: 'all', group_by: 'subject' } as const;
    const { min_cosine, searched_faces } = await dataOf(api.POST('/api/v1/collections/{id}/search', { ...family, body }));
    expect(min_cosine).toBe(0.4);
    expect(searched_faces.flatMap(({ matches }) => matches.map(({ subject_name }) => subject_name)).sort()).toEqual(['Ann', 'Bob', 'Cid', 'Dan']);
    for (const { ambiguous } of searched_faces) expect(ambiguous).toBe(false);
  });

  it('searches for one face: the middle one, the largest, or one of an index; the others are told', async () => {
    for (const selection of ['center_largest', 'largest', { index: 1 }] as const) {
      const found = await dataOf(api.POST('/api/v1/collections/{id}/search', { ...family, body: { image: group, face_selection: selection } }));
      expect(found.searched_faces).toHaveLength(1);
      expect(found.searched_faces[0]!.matches[0]).toMatchObject({ subject_id: expect.any(String), metadata: { year: 2026 } });
      expect(found.passed_over.map(({ reason }) => reason)).toContain('not_selected');
    }
    const beyond = { image: group, face_selection: { index: 99 } };
    expect(await refusal(api.POST('/api/v1/collections/{id}/search', { ...family, body: beyond }))).toBe('400 invalid_request');
    expect(await dataOf(api.POST('/api/v1/collections/{id}/search', { ...family, body: { image: nobody } }))).toMatchObject({ searched_faces: [], passed_over: [] });
  });

  it('searches by embedding and by stored face', async () => {
    const ann = person('Ann');
    const { faces: [face] } = await dataOf(api.POST('/api/v1/embeddings', { body: { image: ann.photo } }));
    const embedding = face!.embedding.map((value) => 3 * value);
    const byEmbedding = await dataOf(api.POST('/api/v1/collections/{id}/search', { ...family, body: { embedding, limit: 1 } }));
    expect(byEmbedding.searched_faces[0]).toMatchObject({ face: null, matches: [{ face_id: ann.faceId, subject_name: 'Ann' }] });
    const byFace = await dataOf(api.POST('/api/v1/collections/{id}/search', { ...family, body: { face_id: ann.faceId, min_cosine: -1, limit: 100 } }));
    expect(byFace.searched_faces[0]!.matches).toHaveLength(3);
    expect(await refusal(api.POST('/api/v1/collections/{id}/search', { ...family, body: { face_id: 'nobody' } }))).toBe('404 face_not_found');
    for (const body of [{}, { face_id: ann.faceId, embedding }, { embedding: [1, 2] }, { embedding: embedding.map(() => 0) }, { embedding: ['1'] as never }]) {
      expect(await refusal(api.POST('/api/v1/collections/{id}/search', { ...family, body }))).toBe('400 invalid_request');
    }
  });

  it('filters by what was noted, and asks for a false accept rate', async () => {
    const search = (more: { readonly filter?: Record<string, string | number>; readonly target_far?: number }) => (
      dataOf(api.POST('/api/v1/collections/{id}/search', { ...family, body: { image: group, ...more } }))
    );
    expect((await search({ filter: { year: 2026 } })).searched_faces[0]!.matches).toHaveLength(1);
    expect((await search({ filter: { year: '2026' } })).searched_faces[0]!.matches).toHaveLength(0);
    expect((await search({ target_far: 0.001 })).min_cosine).toBe(0.332);
  });

  it('verifies who is who', async () => {
    const verify = ({ subjectId }: Pick<Person, 'subjectId'>, image: Blob) => (
      api.POST('/api/v1/collections/{id}/subjects/{subject_id}/verify', { ...subjectAt(subjectId), body: { image } })
    );
    const [ann, bob] = [person('Ann'), person('Bob')];
    expect(await dataOf(verify(ann, ann.photo))).toMatchObject({ verified: true, min_cosine: 0.3, face_id: ann.faceId });
    expect(await dataOf(verify(bob, ann.photo))).toMatchObject({ verified: false, face_id: bob.faceId });
    expect(await refusal(verify(ann, nobody))).toBe('422 face_not_found');
    expect(await refusal(verify({ subjectId: 'nobody' }, ann.photo))).toBe('404 subject_not_found');
  });

  it('stores a photo of S3 once, however often, and sees its faces', async () => {
    const body = { image: { s3: { bucket: 'photos', key: 'group.jpg' } } };
    const first = await dataOf(api.POST('/api/v1/collections/{id}/images', { ...family, body }));
    expect(first).toMatchObject({ state: 'indexed', image_key: 'group.jpg', bucket: 'photos', subject_id: null });
    const again = await dataOf(api.POST('/api/v1/collections/{id}/images', { ...family, body }));
    expect(again.face_records).toEqual(first.face_records);
    const faceId = first.face_records[0]!.face_id;
    expect(await dataOf(api.GET('/api/v1/collections/{id}/faces/{face_id}', faceAt(faceId)))).toMatchObject({ face_id: faceId, image_key: 'group.jpg', subject_id: null });
    const { data: crop, response } = await api.GET('/api/v1/collections/{id}/faces/{face_id}/crop', { ...faceAt(faceId), parseAs: 'blob' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await dataOf(api.POST('/api/v1/detect', { body: { image: crop! } }))).faces.length).toBeGreaterThan(0);
    expect(await refusal(api.GET('/api/v1/collections/{id}/faces/{face_id}/crop', faceAt(person('Ann').faceId)))).toBe('409 image_not_stored');
  });

  it('lists faces and subjects page by page', async () => {
    const ids: string[] = [];
    for (let cursor: string | undefined; ;) {
      const { data: page, response } = await api.GET('/api/v1/collections/{id}/faces', { params: { ...family.params, query: { limit: 3, cursor } } });
      ids.push(...page!.faces.map(({ face_id }) => face_id));
      const link = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
      cursor = page!.next_cursor ?? undefined;
      expect(link && new URL(link, service.url).searchParams.get('cursor')).toBe(cursor);
      if (cursor === undefined) break;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe((await dataOf(api.GET('/api/v1/collections/{id}', family))).face_count);
    const ann = person('Ann');
    expect(await facesOf({ subject_id: ann.subjectId })).toMatchObject([{ face_id: ann.faceId, subject_id: ann.subjectId }]);
    expect(await facesOf({ image_key: 'Ann.jpg' })).toHaveLength(1);
    const query = { external_id: 'person-1' };
    expect((await dataOf(api.GET('/api/v1/collections/{id}/subjects', { params: { ...family.params, query } }))).subjects).toMatchObject([{ name: 'Bob' }]);
    expect(await dataOf(api.GET('/api/v1/collections', { params: { query: { limit: 1 } } }))).toMatchObject({ collections: [{ collection_id: 'family' }], next_cursor: null });
  });

  it('changes a subject and a collection, unless somebody else did', async () => {
    const at = subjectAt(person('Ann').subjectId).params;
    const { response } = await api.GET('/api/v1/collections/{id}/subjects/{subject_id}', { params: at });
    const params = { ...at, header: { 'If-Match': response.headers.get('etag') ?? '' } };
    const rename = (name: string) => api.PATCH('/api/v1/collections/{id}/subjects/{subject_id}', { params, body: { name } });
    expect(await dataOf(rename('Anna'))).toMatchObject({ name: 'Anna', external_id: 'person-0' });
    expect(await refusal(rename('Annie'))).toBe('412 precondition_failed');
    expect(await dataOf(api.PATCH('/api/v1/collections/{id}', { ...family, body: { min_cosine: null } }))).toMatchObject({ min_cosine: null, metadata: { owner: 'ann' } });
    const stale = { params: { ...family.params, header: { 'If-Match': '"7"' } }, body: {} };
    expect(await refusal(api.PATCH('/api/v1/collections/{id}', stale))).toBe('412 precondition_failed');
    expect(await refusal(api.PATCH('/api/v1/collections/{id}', { params: { path: { id: 'nobody' } }, body: {} }))).toBe('404 collection_not_found');
  });

  it('deletes a person, and finds nothing of them any more', async () => {
    const ann = person('Ann');
    const remove = () => api.DELETE('/api/v1/collections/{id}/subjects/{subject_id}', subjectAt(ann.subjectId));
    expect(await dataOf(remove())).toMatchObject({ deleted_faces: 1 });
    expect(await refusal(remove())).toBe('404 subject_not_found');
    expect(await refusal(api.GET('/api/v1/collections/{id}/faces/{face_id}', faceAt(ann.faceId)))).toBe('404 face_not_found');
    expect(await facesOf({ image_key: 'Ann.jpg' })).toEqual([]);
    expect((await facesOf({ limit: 200 })).map(({ face_id }) => face_id)).not.toContain(ann.faceId);
    const everybody = { image: ann.photo, min_cosine: -1, limit: 100 };
    const { searched_faces: [searched] } = await dataOf(api.POST('/api/v1/collections/{id}/search', { ...family, body: everybody }));
    expect(searched!.matches.map(({ face_id }) => face_id)).not.toContain(ann.faceId);
  });

  it('deletes the collection, and everything is gone', async () => {
    expect(await refusal(api.DELETE('/api/v1/collections/{id}', family))).toBe('409 collection_not_empty');
    const { removed } = await dataOf(api.DELETE('/api/v1/collections/{id}', { params: { ...family.params, query: { force: 'true' } } }));
    expect(removed.faces).toBeGreaterThan(3);
    expect(await refusal(api.GET('/api/v1/collections/{id}', family))).toBe('404 collection_not_found');
    expect(await refusal(api.POST('/api/v1/collections/{id}/search', { ...family, body: { image: group } }))).toBe('404 collection_not_found');
    expect((await dataOf(api.GET('/api/v1/collections'))).collections).toEqual([]);
  });
});
