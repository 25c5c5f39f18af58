import { IndexingQueue } from '@facerec/indexing-queue';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { get, post, remove, root, startApi, startIndexer, type Answer, type TestApi } from './service';

let api: TestApi;
let queue: IndexingQueue;
let stopIndexer: (() => Promise<void>) | undefined;
const photo = { bucket: 'photos', key: 'sample1.jpg', collection_id: 'demo' };
const route = (path: string): string => `${api.url}/api/v1/${path}`;

beforeAll(async () => {
  api = await startApi();
  queue = api.app.get(IndexingQueue, { strict: false });
  await api.images.put('photos', photo.key, await readFile(join(root, '.data/samples/sample1.jpg')), 'image/jpeg');
  stopIndexer = await startIndexer(api);
});
afterAll(async () => {
  await stopIndexer?.();
  await api?.stop();
});

const index = async (): Promise<string[]> => {
  const { status, body } = await post(route('face-recognition/index'), { ...photo, max_faces: 20 });
  expect(status).toBe(200);
  return body.face_records.map((record: { face_id: string }) => record.face_id);
};
/** Every face of the collection. */
const stored = async (): Promise<string[]> => {
  const { body } = await post(route('face-recognition/match'), { ...photo, threshold: 0, max_matches: 100 });
  return body.face_matches.map((match: { face_id: string }) => match.face_id).sort();
};
/** The message of the first request once more, as SQS may deliver it. */
const redeliver = async (sentAt: Date): Promise<void> => {
  const body = { job_id: 'again', collection_id: photo.collection_id, s3_bucket: photo.bucket, image_key: photo.key, max_faces: 20 };
  await queue.sendAgain(JSON.stringify(body), sentAt);
  for (let waiting = 1; waiting > 0; ) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    const { visible, inFlight } = await queue.depth();
    waiting = visible + inFlight;
  }
};
const expectProblem = ({ status, body }: Answer, expected: number, code: string): void => expect({ status, code: body.code }).toEqual({ status: expected, code });

describe('DELETE', () => {
  it('of a face removes it, and the message that brought it does not bring it back', async () => {
    const sentAt = new Date();
    const ids = await index();
    const [gone = '', ...kept] = ids;
    const { status, body } = await remove(route(`collections/demo/faces/${gone}`));
    expect({ status, body }).toEqual({ status: 200, body: { collection_id: 'demo', face_id: gone, removed: { faces: 1, vectors: 1, receipts: 1 } } });
    expect(await stored()).toEqual(kept.toSorted());
    await redeliver(sentAt);
    expect(await stored()).toEqual(kept.toSorted());
    expect((await index()).toSorted()).toEqual(kept.toSorted());
    expectProblem(await remove(route(`collections/demo/faces/${gone}`)), 404, 'face_not_found');
  });

  it('of a photo removes its faces, and its message does not bring them back; a new request does', async () => {
    const sentAt = new Date();
    const ids = await index();
    const path = `collections/demo/images?bucket=photos&key=${encodeURIComponent(photo.key)}`;
    const { status, body } = await remove(route(path));
    expect({ status, body }).toEqual({
      status: 200,
      body: { collection_id: 'demo', bucket: 'photos', image_key: photo.key, removed: { faces: ids.length, vectors: ids.length, receipts: expect.any(Number) } },
    });
    expect(body.removed.receipts).toBeGreaterThan(0);
    await redeliver(sentAt);
    expect(await stored()).toEqual([]);
    expect((await get(route('jobs/again/items'))).status).toBe(404);
    expectProblem(await remove(route(path)), 404, 'image_not_found');
    // With the face that was deleted by itself: the photo begins anew.
    expect(await index()).toHaveLength(ids.length + 1);
  });

  it('of a collection that holds faces must be forced, and its messages do not bring it back; a new request does', async () => {
    const sentAt = new Date();
    const ids = await index();
    expectProblem(await remove(route('collections/demo')), 409, 'collection_not_empty');
    expectProblem(await remove(route('collections/demo?force=perhaps')), 400, 'invalid_request');
    const job = (await post(route('collections/demo/jobs'), { s3_prefix: 's3://photos/nobody/' })).body.job_id;
    const { status, body } = await remove(route('collections/demo?force=true'));
    expect({ status, body }).toMatchObject({ status: 200, body: { collection_id: 'demo', removed: { images: 1, faces: ids.length, vectors: ids.length } } });
    expect(['cancelled', 'finished']).toContain((await get(route(`jobs/${job}`))).body.state);
    await redeliver(sentAt);
    expect(await stored()).toEqual([]);
    expectProblem(await remove(route('collections/demo?force=true')), 404, 'collection_not_found');
    expect((await index()).toSorted()).toEqual(ids.toSorted());
  });

  it('of what was never there says so', async () => {
    expectProblem(await remove(route('collections/nobody')), 404, 'collection_not_found');
    expectProblem(await remove(route('collections/nobody/images?bucket=photos&key=a.jpg')), 404, 'collection_not_found');
    expectProblem(await remove(route('collections/nobody/faces/f1')), 404, 'collection_not_found');
    expectProblem(await remove(route('collections/demo/images?bucket=photos&key=nobody.jpg')), 404, 'image_not_found');
    expectProblem(await remove(route('collections/demo/images?bucket=photos')), 400, 'invalid_request');
  });
});
