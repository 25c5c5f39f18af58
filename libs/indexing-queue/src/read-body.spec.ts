import { InvalidMessageError } from './errors';
import { readBody } from './read-body';
import { aMessage } from './testing/messages';

const rules = [{ prefix: 'albums/', collectionId: 'albums' }, { prefix: 'albums/2026/', collectionId: 'this-year' }];
const eventTime = '2026-01-02T03:04:05.678Z';
const sentAt = new Date(eventTime);

const record = (eventName: string, object: object) => ({ eventVersion: '2.1', eventSource: 'aws:s3', eventName, eventTime, s3: { bucket: { name: 'photos' }, object } });
const read = (...Records: unknown[]) => readBody(JSON.stringify({ Records }), rules);
const message = (collection_id: string, image_key: string) => aMessage({ job_id: 's3-events', collection_id, image_key });

describe('readBody', () => {
  it('reads an indexing message', () => {
    expect(readBody(JSON.stringify(aMessage()), [])).toEqual([{ kind: 'index', message: aMessage() }]);
  });

  it('drops the event that S3 tests a queue with', () => {
    const body = { Service: 'Amazon S3', Event: 's3:TestEvent', Time: eventTime, Bucket: 'photos', RequestId: 'r', HostId: 'h' };
    expect(readBody(JSON.stringify(body), [])).toEqual([]);
  });

  it('turns an upload into a message for the collection of its longest prefix, dated by the event', () => {
    expect(read(record('ObjectCreated:Put', { key: 'albums/a.jpg' }), record('ObjectCreated:CompleteMultipartUpload', { key: 'albums/2026/b.jpg' }))).toEqual([
      { kind: 'index', message: message('albums', 'albums/a.jpg'), sentAt },
      { kind: 'index', message: message('this-year', 'albums/2026/b.jpg'), sentAt },
    ]);
  });

  it.each([
    ['albums/a+b.jpg', 'albums/a b.jpg'], ['albums/a%2Bb.jpg', 'albums/a+b.jpg'], ['albums/%C3%BC%F0%9F%98%80%2520.jpg', 'albums/ü😀%20.jpg'],
  ])('decodes the key %s', (key, decoded) => {
    expect(read(record('ObjectCreated:Put', { key }))).toEqual([{ kind: 'index', message: message('albums', decoded), sentAt }]);
  });

  it('turns a removal, with its version if there are any, into one', () => {
    const object = { collectionId: 'albums', bucket: 'photos', key: 'albums/a.jpg' };
    expect(read(record('ObjectRemoved:Delete', { key: object.key }))).toEqual([{ kind: 'remove', object, sentAt }]);
    expect(read(record('ObjectRemoved:DeleteMarkerCreated', { key: object.key, versionId: 'v2' }))).toEqual([
      { kind: 'remove', object: { ...object, versionId: 'v2' }, sentAt },
    ]);
    expect(read(record('LifecycleExpiration:Delete', { key: object.key }))).toEqual([{ kind: 'remove', object, sentAt }]);
  });

  it('passes over other keys, other events and folders', () => {
    expect(read(
      record('ObjectCreated:Put', { key: 'elsewhere/a.jpg' }), record('ObjectTagging:Put', { key: 'albums/a.jpg' }),
      record('ObjectCreated:Put', { key: 'albums/new/', size: 0 }),
    )).toEqual([]);
  });

  it.each([
    ['without rules, so that no photo is lost unseen', JSON.stringify({ Records: [record('ObjectCreated:Put', { key: 'a.jpg' })] }), []],
    ['that are not URL-encoded', JSON.stringify({ Records: [record('ObjectCreated:Put', { key: 'albums/%zz' })] }), rules],
    ['without a key', JSON.stringify({ Records: [record('ObjectCreated:Put', {})] }), rules],
    ['of another service', JSON.stringify({ Records: [{ eventSource: 'aws:sns' }, null] }), rules],
    ['without a time', JSON.stringify({ Records: [{ ...record('ObjectCreated:Put', { key: 'albums/a.jpg' }), eventTime: 'soon' }] }), rules],
  ])('refuses events %s', (_which, body, collections) => {
    expect(() => readBody(body, collections)).toThrow(InvalidMessageError);
  });
});
