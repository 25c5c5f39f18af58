import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blackPng } from '../../../tools/odd-images/png';
import { post, postForm, root, startApi, type TestApi } from './service';

let api: TestApi;
let sample: Buffer;
const route = (path: string): string => `${api.url}/api/v1/${path}`;

beforeAll(async () => {
  api = await startApi();
  sample = await readFile(join(root, '.data/samples/sample1.jpg'));
  await api.images.put('photos', 'sample1.jpg', sample, 'image/jpeg');
});
afterAll(() => api?.stop());

describe('POST /detect', () => {
  it('describes every face, whichever way the photo comes', async () => {
    const uploaded = await postForm(route('detect'), { image: sample });
    const inJson = await post(route('detect'), { image: { bytes: sample.toString('base64') } });
    const fromS3 = await post(route('detect'), { image: { s3: { bucket: 'photos', key: 'sample1.jpg' } } });
    expect([uploaded.status, inJson.status, fromS3.status]).toEqual([200, 200, 200]);
    expect(uploaded.body.faces.length).toBeGreaterThan(1);
    expect(inJson.body).toEqual(uploaded.body);
    expect(fromS3.body).toEqual(uploaded.body);
  });

  it('tells boxes in pixels and in fractions, with the landmarks inside', async () => {
    const { width, height, faces } = (await postForm(route('detect'), { image: sample })).body;
    for (const { box, bounding_box: fractions, landmarks, confidence } of faces) {
      expect(fractions.left * width).toBeCloseTo(box.left, 6);
      expect((fractions.top + fractions.height) * height).toBeCloseTo(box.top + box.height, 6);
      expect(landmarks.left_eye.x).toBeLessThan(landmarks.right_eye.x);
      expect(landmarks.left_eye.y).toBeLessThan(landmarks.mouth_left.y);
      expect(confidence).toBeGreaterThan(0.5);
    }
  });

  it('passes faces over beyond max_faces, and says so', async () => {
    const { faces, passed_over: passedOver } = (await postForm(route('detect'), { image: sample, max_faces: '1', detail: '' })).body;
    expect(faces).toHaveLength(1);
    expect(passedOver.length).toBeGreaterThan(0);
    expect(passedOver[0].reason).toBe('beyond_max_faces');
  });

  it('looks as hard as it is told, and tells the quality of each face', async () => {
    for (const detail of ['fast', 'thorough']) {
      const { status, body } = await postForm(route('detect'), { image: sample, detail });
      expect(status).toBe(200);
      for (const { quality } of body.faces) {
        for (const value of [quality.sharpness, quality.brightness, quality.size, quality.pose]) expect(value >= 0 && value <= 1).toBe(true);
      }
    }
    expect(await post(route('detect'), { image: { bytes: 'AAAA' }, detail: 'closer' })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/detail' }] } });
  });

  it('takes a photo without a face for an answer', async () => {
    expect((await postForm(route('detect'), { image: blackPng(64, 64) })).body).toMatchObject({ width: 64, height: 64, faces: [] });
  });
});

describe('POST /embeddings and /compare', () => {
  it('give unit vectors of one contract', async () => {
    const { status, body } = await postForm(route('embeddings'), { image: sample });
    expect(status).toBe(200);
    expect(body.model).toEqual({ pack: 'compact', embedding_contract: expect.stringMatching(/^[0-9a-f]{64}$/), dimension: 512 });
    for (const { embedding } of body.faces) expect(Math.hypot(...embedding)).toBeCloseTo(1, 5);
  });

  it('find the main face of one photo in another', async () => {
    const { status, body } = await postForm(route('compare'), { source: sample, target: sample });
    expect(status).toBe(200);
    expect(body.min_cosine).toBe(0.3);
    expect(body.target_faces[0]).toMatchObject({ same_person: true, face: body.source_face });
    expect(body.target_faces[0].cosine).toBeCloseTo(1, 5);
    expect(body.target_faces.slice(1).some((other: { same_person: boolean }) => other.same_person)).toBe(false);
  });

  it('know false accept rates', async () => {
    expect((await postForm(route('compare'), { source: sample, target: sample, target_far: '0.0005' })).body.min_cosine).toBe(0.405);
    const unknown = await postForm(route('compare'), { source: sample, target: sample, target_far: '0.0000001' });
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ pointer: '/target_far' }] } });
  });

  it('need a face to look for', async () => {
    const answer = await postForm(route('compare'), { source: blackPng(64, 64), target: sample });
    expect(answer).toMatchObject({ status: 422, body: { code: 'face_not_found', detail: 'There is no face in "source".' } });
  });
});

describe('an image that cannot be taken', () => {
  it.each([
    ['nothing', {}, '/image'],
    ['neither bytes nor s3', { image: {} }, '/image/bytes'],
    ['both', { image: { bytes: 'AAAA', s3: { bucket: 'photos', key: 'a.jpg' } } }, '/image/bytes'],
    ['text', { image: 'a.jpg' }, '/image'],
    ['a list', { image: [1] }, '/image'],
    ['no base64', { image: { bytes: '***' } }, '/image/bytes'],
    ['half an address', { image: { s3: { bucket: 'photos' } } }, '/image/s3/key'],
    ['a wrong number of faces', { image: { bytes: 'AAAA' }, max_faces: 101 }, '/max_faces'],
  ])('is a field that is wrong: %s', async (_what, body, pointer) => {
    const answer = await post(route('detect'), body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer.replace('/image/0', '/image'))).toContain(pointer);
  });

  it('is refused in a form that is no form', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    for (const body of ['', 'garbage', '--x\r\ncontent-disposition: form-data; name="image"; filename="a"\r\n\r\nhalf']) {
      expect(await post(route('detect'), body, headers)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    }
    expect(await post(route('detect'), 'x', { 'content-type': 'multipart/form-data' })).toMatchObject({ status: 400 });
    expect((await postForm(route('detect'), { image: sample, other: sample, third: sample })).status).toBe(400);
  });

  it('is refused when it is too large, while it is read', async () => {
    const large = Buffer.alloc(10 * 1024 ** 2 + 1);
    expect(await postForm(route('detect'), { image: large })).toMatchObject({ status: 413, body: { code: 'image_too_large' } });
    expect(await post(route('detect'), { image: { bytes: large.toString('base64') } })).toMatchObject({ status: 413, body: { code: 'image_too_large' } });
    expect(await postForm(route('detect'), { image: blackPng(10_000, 10_000) })).toMatchObject({ status: 413, body: { code: 'image_too_large' } });
  });

  it('is refused when it is no photo, and when nothing can be made of its bytes', async () => {
    for (const image of [Buffer.from('no picture'), Buffer.from('<svg/>')]) {
      expect(await postForm(route('detect'), { image })).toMatchObject({ status: 415, body: { code: 'unsupported_image' } });
    }
    for (const image of [Buffer.alloc(0), sample.subarray(0, 5_000)]) {
      expect(await postForm(route('detect'), { image })).toMatchObject({ status: 422, body: { code: 'undecodable_image' } });
    }
  });

  it('is refused on a route that takes none', async () => {
    expect(await postForm(route('face-recognition/match'), { image: sample })).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  });

  it('is refused from a foreign bucket', async () => {
    const answer = await post(route('detect'), { image: { s3: { bucket: 'elsewhere', key: 'a.jpg' } } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'bucket_not_allowed' } });
  });
});
