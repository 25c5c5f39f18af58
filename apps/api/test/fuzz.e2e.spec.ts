import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ApiClient, createApiClient, dataOf } from '@facerec/client';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the demo's own crop, since image libraries stay behind their door
import { cropFace } from '../../../tools/demo/crop-face';
import { DocumentedApi } from '../../../tools/openapi/documented-api';
import { fuzz } from '../../../tools/openapi/fuzz';
import type { KnownValues } from '../../../tools/openapi/values';
import { get, root, startApi, type TestApi } from './service';

/** Of `npm run fuzz`. */
const { FUZZ_SEED = 2026, FUZZ_REQUESTS = 2000 } = process.env;
const [seed, wanted] = [Number(FUZZ_SEED), Number(FUZZ_REQUESTS)];

let api: TestApi;
let client: ApiClient;
let photo: Buffer;
let embedding: number[];
let photos = 0;
const family = { params: { path: { id: 'family' } } };
const s3 = { bucket: 'photos', key: 'face.jpg' };

beforeAll(async () => {
  // Nobody indexes what is queued: there is nothing to wait for.
  api = await startApi({ INDEX_WAIT_MS: '1' });
  client = createApiClient({ url: api.url });
  const sample = await readFile(join(root, '.data/samples/sample1.jpg'));
  photo = await cropFace(sample, { left: 0.433, top: 0.336, width: 0.105, height: 0.171 });
  const { faces } = await dataOf(client.POST('/api/v1/embeddings', { body: { image: new Blob([new Uint8Array(photo)]) } }));
  embedding = faces[0]?.embedding ?? [];
});
afterAll(() => api?.stop());

/** A collection with a subject, a face of it, and a job. */
async function prepare(): Promise<KnownValues> {
  await client.POST('/api/v1/collections', { body: { collection_id: 'family' } });
  await client.POST('/api/v1/collections/{id}/subjects', { ...family, body: { subject_id: 'ann', external_id: 'employee-7' } });
  const { job_id } = await dataOf(client.POST('/api/v1/collections/{id}/jobs', { ...family, body: { s3_prefix: 's3://photos/nothing/' } }));
  return {
    id: ['family'], job_id: [job_id], collection_id: ['family', 'family-2'], subject_id: ['ann'], face_id: [await enrol()], bucket: ['photos'], key: ['nobody.jpg', 'face.jpg'],
    image: [{ s3 }], source: [{ s3 }], target: [{ s3 }, { s3: { ...s3, key: 'nobody.jpg' } }], embedding: [embedding], target_far: [0.001],
    image_key: ['face.jpg'], external_id: ['employee-7'], s3_prefix: ['s3://photos/nothing/'], 'If-Match': ['"0"', '*'],
  };
}

/** A face that was deleted by itself stays away until its photo is another one. */
async function enrol(): Promise<string> {
  const { faces } = await dataOf(client.GET('/api/v1/collections/{id}/faces', { params: { ...family.params, query: { image_key: s3.key, subject_id: 'ann' } } }));
  if (faces[0] !== undefined) return faces[0].face_id;
  await api.images.put(s3.bucket, s3.key, Buffer.concat([photo, Buffer.from([(photos += 1)])]), 'image/jpeg');
  const { face_records: [face] } = await dataOf(client.POST('/api/v1/collections/{id}/images', { ...family, body: { image: { s3 }, subject_id: 'ann' } }));
  return face?.face_id ?? '';
}

describe('every route', () => {
  it('answers as documented, whatever it is sent', async () => {
    const document = new DocumentedApi((await get(`${api.url}/api/v1/openapi.json`)).body);
    const { requests, statuses, faults } = await fuzz(document, { url: api.url, seed, requests: wanted, prepare });
    expect({ seed, faults }).toEqual({ seed, faults: [] });
    expect(requests).toBeGreaterThanOrEqual(wanted);
    // Requests that are all refused would show little.
    const succeeded = (route: string) => Object.entries(statuses[route] ?? {}).some(([status]) => Number(status) < 300);
    expect(document.operations.map(({ key }) => key).filter((key) => !succeeded(key))).toEqual([]);
  }, 120_000 + 60 * wanted);
});
