import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Jobs } from '@facerec/catalog';
import type { IndexingMessage } from '@facerec/indexing-queue';
import { blackPng } from '../../../tools/odd-images/png';
import { IndexerModule } from '../src/indexer.module';
import { aMessage, bucket, expectedFaceIds, isDrained, startLocalIndexing, until, type LocalIndexing } from './local-indexing';
import { anAlbum, samples, type Photo } from './photos';

describe('the indexer', () => {
  let local: LocalIndexing;
  let app: INestApplicationContext;
  const drained = () => until(() => isDrained(local.queue));

  beforeAll(async () => {
    local = await startLocalIndexing({ S3_EVENT_COLLECTIONS: 'events/=events' });
    const { settings } = local;
    const faceIndexing = { ...settings.faceIndexing, missingObjectGraceMs: 500 };
    app = await NestFactory.createApplicationContext(IndexerModule.forRoot({ ...settings, faceIndexing }), { logger: false });
  });
  afterAll(async () => {
    await app?.close();
    await local?.close();
  });

  it('stores every face of a photo under the ids that its content gives', async () => {
    const photos = anAlbum('family', 6);
    await local.send('family', photos);
    await drained();
    const expected = await expectedFaceIds(local.settings, 'family', photos);
    expect(expected.length).toBeGreaterThanOrEqual(6);
    expect(await local.storedFaceIds('family', photos)).toEqual(expected);
    const receipts = await local.receiptsOf('family');
    expect(receipts.map(({ key, state }) => [key, state])).toEqual(photos.map(({ key }) => [key, 'indexed']));
    expect(receipts.flatMap(({ faces }) => faces.map((face) => face.faceId)).sort()).toEqual(expected);
  });

  it('leaves the same vectors after the same message twice, and twice at once', async () => {
    const [photo] = anAlbum('again', 1) as [Photo];
    await local.send('again', [photo]);
    await drained();
    const ids = await local.storedFaceIds('again', [photo]);
    const before = await local.vectors.fetch('again', ids);
    await local.queue.enqueue([aMessage('again', photo.key)]);
    await drained();

    const [fresh] = anAlbum('at-once', 1) as [Photo];
    await local.images.put(bucket, fresh.key, fresh.bytes, 'image/jpeg');
    await local.queue.enqueue([aMessage('again', fresh.key), aMessage('again', fresh.key), aMessage('again', photo.key)]);
    await drained();

    expect(await local.storedFaceIds('again', [photo, fresh])).toEqual(await expectedFaceIds(local.settings, 'again', [photo, fresh]));
    const byId = (records: typeof before) => records.toSorted((a, b) => a.id.localeCompare(b.id));
    expect(byId(await local.vectors.fetch('again', ids))).toEqual(byId(before));
    expect(await local.vectors.stats('again')).toEqual({ vectors: (await local.storedFaceIds('again', [photo, fresh])).length });
    expect(await local.receiptsOf('again')).toHaveLength(2);
  });

  it('ends every hopeless image in the right receipt, and goes on', async () => {
    const sample = samples[0] as Buffer;
    const files = {
      'text.jpg': Buffer.from('this is not a photo'),
      'truncated.jpg': sample.subarray(0, sample.length / 3),
      'bomb.png': blackPng(10_000, 10_000),
      'empty.jpg': Buffer.alloc(0),
      'nobody.png': blackPng(640, 480),
    };
    await Promise.all(Object.entries(files).map(([key, bytes]) => local.images.put(bucket, key, bytes, 'image/jpeg')));
    await local.queue.enqueue([...Object.keys(files), 'missing.jpg'].map((key) => aMessage('hopeless', key)));
    await local.send('hopeless', anAlbum('good', 1));
    await drained();

    const outcomes = (await local.receiptsOf('hopeless')).map(({ key, state, problem }) => [key, state, problem?.code]);
    expect(Object.fromEntries(outcomes.map(([key, ...outcome]) => [key, outcome]))).toEqual({
      'text.jpg': ['failed', 'undecodable_image'],
      'truncated.jpg': ['failed', 'undecodable_image'],
      'bomb.png': ['failed', 'image_too_large'],
      'empty.jpg': ['failed', 'undecodable_image'],
      'nobody.png': ['no_face', undefined],
      'missing.jpg': ['failed', 'object_not_found'],
      'good/00.jpg': ['indexed', undefined],
    });
    expect((await local.queue.depth()).deadLetters).toBe(0);
  });

  it('waits for a photo that its message has overtaken', async () => {
    const [photo] = anAlbum('late', 1) as [Photo];
    await local.queue.enqueue([aMessage('late', photo.key)]);
    await until(async () => (await local.queue.depth()).inFlight === 1);
    await local.images.put(bucket, photo.key, photo.bytes, 'image/jpeg');
    await drained();
    expect(await local.receiptsOf('late')).toMatchObject([{ state: 'indexed' }]);
  });

  it('moves a message that cannot be read to the dead-letter queue, and goes on', async () => {
    await local.queue.enqueue([{ image_key: 'no bucket, no job' } as IndexingMessage, aMessage('after', 'missing.jpg')]);
    await drained();
    expect((await local.queue.depth()).deadLetters).toBe(1);
    expect(await local.receiptsOf('after')).toHaveLength(1);
  });

  it('follows the events of a bucket: uploads are indexed, and removals take their faces away', async () => {
    const [photo] = anAlbum('events/summer + sun', 1) as [Photo];
    const event = (eventName: string): IndexingMessage => ({
      Records: [{ eventName, eventTime: new Date().toISOString(), s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(photo.key).replaceAll('%20', '+'), size: photo.bytes.length } } }],
    }) as unknown as IndexingMessage;
    await local.images.put(bucket, photo.key, photo.bytes, 'image/jpeg');
    const created = event('ObjectCreated:Put');
    await local.queue.enqueue([{ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: bucket } as unknown as IndexingMessage, created]);
    await drained();
    expect(await local.storedFaceIds('events', [photo])).toEqual(await expectedFaceIds(local.settings, 'events', [photo]));

    await local.queue.enqueue([event('ObjectRemoved:Delete')]);
    await drained();
    // Late, and older than the removal.
    await local.queue.enqueue([created]);
    await drained();
    expect(await local.storedFaceIds('events', [photo])).toEqual([]);
    expect(await local.receiptsOf('s3-events')).toMatchObject([{ key: photo.key, state: 'superseded', faces: [] }]);
  });

  it('drops the messages of a cancelled job', async () => {
    const jobs = app.get(Jobs, { strict: false });
    await jobs.create({ id: 'unwanted', collectionId: 'unwanted', source: 's3://photos' });
    await jobs.cancel('unwanted');
    const photos = anAlbum('unwanted', 2);
    await local.send('unwanted', photos);
    await drained();
    expect(await local.storedFaceIds('unwanted', photos)).toEqual([]);
    expect(await local.receiptsOf('unwanted')).toEqual([]);
  });
});
