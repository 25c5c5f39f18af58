import { createHash } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { startLocalCloud, type LocalCloud } from '../../../tools/local-cloud/local-cloud';
import { BucketNotAllowedError, ImageNotFoundError, ImageStoreUnavailableError, ObjectTooLargeError } from './errors';
import { ImageStore } from './image-store';
import { PART_BYTES } from './multipart-upload';
import type { ImageStoreOptions } from './types';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const anImageStore = (options: Partial<ImageStoreOptions> = {}) =>
  new ImageStore({ region: 'us-east-1', allowedBuckets: [], maxImageBytes: 64 * 1024 ** 2, credentials, ...options });
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

async function keysOf(listing: AsyncIterable<{ key: string }>): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of listing) keys.push(key);
  return keys;
}

describe('ImageStore on a local S3', () => {
  let cloud: LocalCloud;
  let store: ImageStore;
  beforeAll(async () => {
    cloud = await startLocalCloud();
    store = anImageStore({ endpoint: cloud.endpoint });
    await store.ensureBucket('photos');
  });
  afterAll(async () => {
    store.onApplicationShutdown();
    await cloud.stop();
  });

  it('reads back what was put, under any key', async () => {
    const key = 'holiday 2024/ünï+côde & "quotes".jpg';
    await store.put('photos', key, bytes('a photo'), 'image/jpeg');
    const image = await store.read('photos', key);
    expect(Buffer.from(image.bytes).toString()).toBe('a photo');
    expect(image).toMatchObject({ bucket: 'photos', key, etag: createHash('md5').update('a photo').digest('hex') });
    expect(image.lastModified.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it('tells a missing object and a missing bucket from everything else', async () => {
    await expect(store.read('photos', 'nothing')).rejects.toThrow(ImageNotFoundError);
    await expect(store.read('no-such-bucket', 'nothing')).rejects.toThrow(ImageNotFoundError);
    await expect(store.head('photos', 'nothing')).resolves.toBeUndefined();
  });

  it('removes what lies under a prefix, but for what is spared', async () => {
    for (const key of ['kept/a/1', 'kept/a/2', 'kept/b/1']) await store.put('photos', key, bytes(key), 'image/jpeg');
    await store.removeAll('photos', 'kept/a/', 'kept/a/2');
    await store.removeAll('photos', 'kept/nothing/');
    const left: string[] = [];
    for await (const { key } of store.list('photos', 'kept/')) left.push(key);
    expect(left).toEqual(['kept/a/2', 'kept/b/1']);
  });

  it('refuses an object over the limit before reading it', async () => {
    await store.put('photos', 'large', new Uint8Array(2000), 'image/jpeg');
    const small = anImageStore({ endpoint: cloud.endpoint, maxImageBytes: 1999 });
    await expect(small.read('photos', 'large')).rejects.toEqual(new ObjectTooLargeError('large', 2000, 1999));
  });

  it('lists more than the thousand objects that S3 puts on a page, and goes on after a key', async () => {
    const keys = Array.from({ length: 1100 }, (_, index) => `album/${String(index).padStart(4, '0')}.jpg`);
    for (let first = 0; first < keys.length; first += 50) {
      await Promise.all(keys.slice(first, first + 50).map((key) => store.put('photos', key, bytes(key), 'image/jpeg')));
    }
    await expect(keysOf(store.list('photos', 'album/'))).resolves.toEqual(keys);
    await expect(keysOf(store.list('photos', 'album/', 'album/1097.jpg'))).resolves.toEqual(keys.slice(1098));
  });

  it('uploads photos that are too large for one request', async () => {
    const photo = new Uint8Array(PART_BYTES + 5_000_000).map((_, index) => index % 251);
    await store.put('photos', 'huge', photo, 'image/jpeg');
    await expect(store.head('photos', 'huge')).resolves.toMatchObject({ key: 'huge', size: photo.byteLength });
    expect(Buffer.compare((await store.read('photos', 'huge')).bytes, photo)).toBe(0);
  });

  it('asks S3 nothing about a bucket that is not on the allow-list', async () => {
    const limited = anImageStore({ endpoint: 'http://127.0.0.1:9', allowedBuckets: ['photos'] });
    await expect(limited.read('other', 'key')).rejects.toThrow(BucketNotAllowedError);
    await expect(limited.put('other', 'key', bytes(''), 'image/jpeg')).rejects.toThrow(BucketNotAllowedError);
    await expect(limited.head('other', 'key')).rejects.toThrow(BucketNotAllowedError);
    await expect(keysOf(limited.list('other', ''))).rejects.toThrow(BucketNotAllowedError);
  });

  it('answers a ping with and without an allow-list, even for a bucket that is missing', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
    await expect(anImageStore({ endpoint: cloud.endpoint, allowedBuckets: ['not-there'] }).ping()).resolves.toBeUndefined();
  });
});

describe('ImageStore on an S3 in trouble', () => {
  let server: Server;
  let answer: RequestListener;
  let store: ImageStore;
  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    store = anImageStore({ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, maxImageBytes: 1000, allowedBuckets: ['photos'] });
  });
  afterAll(() => {
    store.onApplicationShutdown();
    server.close();
  });
  const refuse = (status: number, code: string): RequestListener => (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code><Message>no</Message></Error>`);

  it('takes "access denied" for the last word', async () => {
    answer = refuse(403, 'AccessDenied');
    await expect(store.read('photos', 'key')).rejects.toThrow(BucketNotAllowedError);
    await expect(store.ping()).resolves.toBeUndefined();
  });

  it('takes expired credentials for an outage: they say nothing of the photo', async () => {
    answer = refuse(400, 'ExpiredToken');
    await expect(store.read('photos', 'key')).rejects.toThrow(ImageStoreUnavailableError);
    answer = refuse(403, 'InvalidAccessKeyId');
    await expect(store.read('photos', 'key')).rejects.toThrow(ImageStoreUnavailableError);
  });

  it('tries a request again before it gives up', async () => {
    let requests = 0;
    answer = (request, response) => ((requests += 1) < 3 ? refuse(500, 'InternalError')(request, response) : response.end('photo'));
    await expect(store.read('photos', 'key')).resolves.toMatchObject({ key: 'key' });
    requests = -1000;
    await expect(store.read('photos', 'key')).rejects.toThrow(ImageStoreUnavailableError);
  });

  it('stops reading a body that grows over the limit without having said so', async () => {
    answer = (_request, response) => {
      response.write(Buffer.alloc(900));
      response.end(Buffer.alloc(900));
    };
    await expect(store.read('photos', 'key')).rejects.toThrow(ObjectTooLargeError);
  });

  it('never hands on half a photo when the connection breaks', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write(Buffer.alloc(100), () => response.destroy());
    };
    await expect(store.read('photos', 'key')).rejects.toThrow(ImageStoreUnavailableError);
  });

  it('says that nobody listens', async () => {
    const unreachable = anImageStore({ endpoint: 'http://127.0.0.1:9' });
    await expect(unreachable.read('photos', 'key')).rejects.toThrow(ImageStoreUnavailableError);
    await expect(unreachable.ping()).rejects.toThrow(ImageStoreUnavailableError);
  });
});
