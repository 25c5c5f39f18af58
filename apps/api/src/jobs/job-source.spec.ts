import { partsOf, sourceOf } from './job-source';

describe('sourceOf', () => {
  it.each([
    [{ s3_prefix: 's3://photos/a/b' }, { kind: 'prefix', source: 's3://photos/a/b', bucket: 'photos' }],
    [{ s3_prefix: 's3://photos' }, { kind: 'prefix', source: 's3://photos', bucket: 'photos' }],
    [{ bucket: 'photos', prefix: '' }, { kind: 'prefix', source: 's3://photos/', bucket: 'photos' }],
    [{ bucket: 'photos', keys: ['a', 'b', 'a'] }, { kind: 'keys', source: 's3://photos', bucket: 'photos', keys: ['a', 'b'] }],
  ])('reads %j', (request, source) => {
    expect(sourceOf({ max_faces: null, ...request })).toEqual(source);
  });
});

describe('partsOf', () => {
  it.each([
    ['s3://photos', 'photos', ''], ['s3://photos/', 'photos', ''], ['s3://photos/a/b.jpg', 'photos', 'a/b.jpg'], ['s3://photos//a', 'photos', '/a'],
    ['s3://photos/a\nb', 'photos', 'a\nb'], ['upload:sha256:abc', '', ''],
  ])('divides %j', (source, bucket, path) => {
    expect(partsOf(source)).toEqual({ bucket, path });
  });
});
