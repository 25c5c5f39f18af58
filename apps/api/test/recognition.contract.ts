import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the demo's own crop, since image libraries stay behind their door
import { cropFace } from '../../../tools/demo/crop-face';
import { blackPng } from '../../../tools/odd-images/png';
import { get, post, root, type Answer } from './service';

/** The whole service, in whatever form it runs. */
export interface RunningService {
  readonly url: string;
  /** Of every request, such as a key. */
  readonly headers?: Record<string, string>;
  /** Into the bucket "photos". */
  put(key: string, bytes: Uint8Array): Promise<void>;
  stop(): Promise<void>;
}

interface FaceRecord {
  readonly face_id: string;
  readonly bounding_box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly confidence: number;
  readonly image_key: string;
}

const samples = join(root, '.data/samples');

/** The main job as the original's clients see it: index photos, and find the people in them. */
export function describeRecognition(start: () => Promise<RunningService>): void {
  let service: RunningService;
  let missing: Promise<Answer>;

  const put = (key: string, bytes: Uint8Array) => service.put(key, bytes);
  const index = (photo: object, headers?: Record<string, string>) => post(`${service.url}/api/v1/face-recognition/index`, photo, { ...service.headers, ...headers });
  const match = (photo: object) => post(`${service.url}/api/v1/face-recognition/match`, photo, service.headers);
  const inDemo = (key: string) => ({ bucket: 'photos', key, collection_id: 'demo' });

  beforeAll(async () => {
    service = await start();
    for (const name of ['sample1.jpg', 'sample2.jpg']) await put(name, await readFile(join(samples, name)));
    // A message may overtake its upload, so this answer takes its time: asked for first, looked at last.
    missing = index(inDemo('nobody.jpg'));
  });
  afterAll(() => service?.stop());

  describe('POST /index, then POST /match', () => {
    let records: readonly FaceRecord[];

    it('stores every face of a photo, large ones near the middle first', async () => {
      const answer = await index({ ...inDemo('sample1.jpg'), max_faces: 20 });
      expect(answer.status).toBe(200);
      expect(Object.keys(answer.body).sort()).toEqual(['detection_id', 'face_records', 'image_key']);
      expect(answer.body.image_key).toBe('sample1.jpg');
      expect(answer.body.detection_id).toMatch(/^[0-9a-f-]{36}$/);
      records = answer.body.face_records;
      expect(records.length).toBeGreaterThan(1);
      for (const { bounding_box: box, confidence, image_key } of records) {
        expect(image_key).toBe('sample1.jpg');
        expect(confidence).toBeGreaterThan(0.5);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(Math.min(box.left, box.top, box.width, box.height)).toBeGreaterThanOrEqual(0);
        expect(Math.max(box.left + box.width, box.top + box.height)).toBeLessThanOrEqual(1.000001);
      }
    });

    it('finds each person again in a picture the service never saw', async () => {
      const photo = await readFile(join(samples, 'sample1.jpg'));
      for (const [rank, record] of records.entries()) {
        await put(`crops/${rank}.jpg`, await cropFace(photo, record.bounding_box));
        const { status, body } = await match(inDemo(`crops/${rank}.jpg`));
        expect(status).toBe(200);
        expect(body.face_matches[0]).toMatchObject({ face_id: record.face_id, image_key: 'sample1.jpg' });
      }
    });

    it('answers every likeness on one scale: similarity = (cosine + 1) / 2, most similar first', async () => {
      const { body } = await match({ ...inDemo('crops/0.jpg'), threshold: 0 });
      expect(body.face_matches).toHaveLength(records.length);
      const similarities = body.face_matches.map(({ similarity }: { similarity: number }) => similarity);
      expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
      for (const { similarity, cosine } of body.face_matches) expect(similarity).toBeCloseTo((cosine + 1) / 2, 9);
      expect(Math.min(...similarities)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...similarities)).toBeLessThanOrEqual(1);
    });

    it('honours threshold and max_matches', async () => {
      const all = (await match({ ...inDemo('crops/0.jpg'), threshold: 0 })).body.face_matches;
      const second = all[1].similarity;
      expect((await match({ ...inDemo('crops/0.jpg'), threshold: second + 1e-6 })).body.face_matches).toHaveLength(1);
      expect((await match({ ...inDemo('crops/0.jpg'), threshold: second - 1e-6 })).body.face_matches).toHaveLength(2);
      expect((await match({ ...inDemo('crops/0.jpg'), threshold: 0, max_matches: 1 })).body.face_matches).toHaveLength(1);
      expect((await match({ ...inDemo('crops/0.jpg'), threshold: 1 })).body.face_matches).toHaveLength(0);
    });

    it('stores the same photo once, however often it is asked for', async () => {
      const again = await Promise.all([1, 2, 3].map(() => index({ ...inDemo('sample1.jpg'), max_faces: 20 })));
      for (const { status, body } of again) {
        expect(status).toBe(200);
        expect(body.face_records).toEqual(records);
      }
      expect((await match({ ...inDemo('crops/0.jpg'), threshold: 0, max_matches: 100 })).body.face_matches).toHaveLength(records.length);
    });

    it('honours max_faces, and indexes five faces unless told otherwise', async () => {
      const two = await index({ bucket: 'photos', key: 'sample2.jpg', collection_id: 'two', max_faces: 2 });
      expect(two.body.face_records).toHaveLength(2);
      const five = await index({ bucket: 'photos', key: 'sample2.jpg', collection_id: 'five' });
      expect(five.body.face_records.length).toBeLessThanOrEqual(5);
      const all = await index({ bucket: 'photos', key: 'sample2.jpg', collection_id: 'all', max_faces: null });
      expect(all.body.face_records.length).toBeGreaterThanOrEqual(five.body.face_records.length);
    });

    it('knows nobody in a collection that does not exist', async () => {
      const { status, body } = await match({ bucket: 'photos', key: 'crops/0.jpg', collection_id: 'never-made' });
      expect(status).toBe(200);
      expect(body).toEqual({ searched_face_id: expect.stringMatching(/^[0-9a-f-]{36}$/), face_matches: [] });
    });

    it('takes a photo without a face for an answer, not for an error', async () => {
      await put('wall.png', blackPng(640, 480));
      expect(await index(inDemo('wall.png'))).toMatchObject({ status: 200, body: { face_records: [], image_key: 'wall.png' } });
      expect(await match(inDemo('wall.png'))).toMatchObject({ status: 200, body: { searched_face_id: '', face_matches: [] } });
    });

    it('goes on answering while photos are being analysed', async () => {
      let matching = 4;
      const matches = Promise.all(Array.from({ length: matching }, () => match(inDemo('sample1.jpg')).finally(() => (matching -= 1))));
      expect((await get(`${service.url}/health`)).status).toBe(200);
      expect(matching).toBeGreaterThan(0);
      for (const { status } of await matches) expect(status).toBe(200);
    });
  });

  describe('Prefer: respond-async', () => {
    it('answers 202 at once; the job it names comes to its end', async () => {
      const { status, body, headers } = await index({ bucket: 'photos', key: 'sample2.jpg', collection_id: 'later' }, { prefer: 'wait=5, Respond-Async' });
      expect(status).toBe(202);
      expect(body.face_records).toEqual([]);
      const ask = async () => (await fetch(`${service.url}${headers.get('location')}`, { headers: service.headers })).json();
      let job = await ask();
      while (job.state === 'running') job = await ask();
      expect(job).toMatchObject({ state: 'finished', enqueued: 1, counts: { indexed: 1, no_face: 0, failed: 0, superseded: 0 } });
    });
  });

  describe('an image that can never be indexed', () => {
    it.each([
      ['a text file named .jpg', Buffer.from('This is no picture.')],
      ['half a JPEG', 'half'],
      ['nothing at all', Buffer.alloc(0)],
    ])('is answered 422 by both routes: %s', async (_what, bytes) => {
      const sample = await readFile(join(samples, 'sample1.jpg'));
      await put('broken.jpg', typeof bytes === 'string' ? sample.subarray(0, sample.length / 2) : bytes);
      for (const answer of [await index(inDemo('broken.jpg')), await match(inDemo('broken.jpg'))]) {
        expect(answer).toMatchObject({ status: 422, body: { code: 'undecodable_image', retryable: false } });
        expectNoInternals(answer);
      }
    });

    it('is answered 413 when it would decode to too many pixels', async () => {
      await put('bomb.png', blackPng(10_000, 10_000));
      for (const answer of [await index(inDemo('bomb.png')), await match(inDemo('bomb.png'))]) {
        expect(answer).toMatchObject({ status: 413, body: { code: 'image_too_large' } });
      }
    });

    it('is answered 404 when there is none', async () => {
      for (const answer of [await match(inDemo('nobody.jpg')), await missing]) {
        expect(answer).toMatchObject({ status: 404, body: { code: 'object_not_found', detail: 'There is no object "nobody.jpg" in bucket "photos".' } });
        expectNoInternals(answer);
      }
    });
  });
}

function expectNoInternals({ body }: Answer): void {
  expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|node_modules|at .*\.[jt]s|NoSuchKey|Error/);
}
