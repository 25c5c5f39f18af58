import { IndexImageRequest } from '../face-recognition/index-image.dto';
import { JobsQuery } from '../jobs/job-lists.dto';
import { MatchFaceRequest } from '../face-recognition/match-face.dto';
import type { InvalidRequestError } from './errors';
import { RequestValidationPipe } from './request-validation.pipe';

const pipe = new RequestValidationPipe();
const image = { bucket: 'photos', key: 'a.jpg', collection_id: 'demo' };

async function wrongFields(metatype: new () => object, body: unknown): Promise<string[]> {
  const refused = await pipe.transform(body, { type: 'body', metatype }).then(() => undefined, (error: InvalidRequestError) => error);
  return refused?.errors.map(({ pointer }) => pointer) ?? [];
}

describe('POST /index validation', () => {
  it.each([
    [{}], [{ max_faces: 1 }], [{ max_faces: 20 }], [{ max_faces: null }], [{ bucket: 'a1' }], [{ bucket: 'a'.repeat(63) }], [{ key: 'k'.repeat(1024) }],
    [{ key: 'Ünïcode 😀/ö+%20.jpg' }], [{ collection_id: 'A-z_0' }], [{ collection_id: 'c'.repeat(100) }], [{ something_else: true }],
  ])('accepts %j', async (change) => {
    await expect(wrongFields(IndexImageRequest, { ...image, ...change })).resolves.toEqual([]);
  });

  it.each([
    ['/bucket', { bucket: undefined }], ['/bucket', { bucket: 'a' }], ['/bucket', { bucket: 'a'.repeat(64) }], ['/bucket', { bucket: 'Photos' }],
    ['/bucket', { bucket: '-photos' }], ['/bucket', { bucket: 'photos.' }], ['/bucket', { bucket: 'pho/tos' }], ['/bucket', { bucket: 'photos\n' }], ['/bucket', { bucket: 7 }],
    ['/key', { key: '' }], ['/key', { key: 'k'.repeat(1025) }], ['/key', { key: 'ö'.repeat(513) }], ['/key', { key: '\ud800' }], ['/key', { key: null }],
    ['/collection_id', { collection_id: '' }], ['/collection_id', { collection_id: 'c'.repeat(101) }], ['/collection_id', { collection_id: 'a b' }],
    ['/collection_id', { collection_id: ['demo'] }],
    ['/max_faces', { max_faces: 0 }], ['/max_faces', { max_faces: 21 }], ['/max_faces', { max_faces: 1.5 }], ['/max_faces', { max_faces: '5' }],
  ])('points at %s in %j', async (pointer, change) => {
    await expect(wrongFields(IndexImageRequest, { ...image, ...change })).resolves.toEqual([pointer]);
  });

  it('points at every field that is wrong, once', async () => {
    await expect(wrongFields(IndexImageRequest, {})).resolves.toEqual(['/bucket', '/key', '/collection_id']);
  });

  it('asks for five faces unless told otherwise', async () => {
    await expect(pipe.transform(image, { type: 'body', metatype: IndexImageRequest })).resolves.toMatchObject({ max_faces: 5 });
  });

  it.each([[[]], ['text'], [null], [undefined], [7]])('refuses the body %j', async (body) => {
    await expect(wrongFields(IndexImageRequest, body)).resolves.toEqual(['']);
  });
});

describe('POST /match validation', () => {
  it.each([[{}], [{ threshold: 0 }], [{ threshold: 1 }], [{ threshold: null }], [{ max_matches: 1 }], [{ max_matches: 100 }]])('accepts %j', async (change) => {
    await expect(wrongFields(MatchFaceRequest, { ...image, ...change })).resolves.toEqual([]);
  });

  it.each([
    ['/threshold', { threshold: -0.1 }], ['/threshold', { threshold: 1.1 }], ['/threshold', { threshold: 'high' }],
    ['/max_matches', { max_matches: 0 }], ['/max_matches', { max_matches: 101 }], ['/max_matches', { max_matches: null }], ['/max_matches', { max_matches: 2.5 }],
  ])('points at %s in %j', async (pointer, change) => {
    await expect(wrongFields(MatchFaceRequest, { ...image, ...change })).resolves.toEqual([pointer]);
  });
});

describe('GET /jobs validation', () => {
  const transform = (query: unknown) => pipe.transform(query, { type: 'query', metatype: JobsQuery });

  it('reads numbers, and answers pages of 50 unless told otherwise', async () => {
    await expect(transform({})).resolves.toEqual({ limit: 50 });
    await expect(transform({ limit: '7', collection_id: 'demo' })).resolves.toEqual({ limit: 7, collection_id: 'demo' });
  });

  it.each([{ limit: '0' }, { limit: '201' }, { limit: 'many' }, { collection_id: 'a b' }])('names the parameter that is wrong in %j', async (query) => {
    await expect(transform(query)).rejects.toMatchObject({ errors: [{ pointer: Object.keys(query)[0] }] });
  });
});
