import { createHash } from 'node:crypto';
import { detectionId, faceId } from './identity';

const image = { collectionId: 'family', bucket: 'photos', key: '2026/party.jpg' };
const content = { contentSha256: 'a'.repeat(64), embeddingContract: 'b'.repeat(64) };

/** RFC 9562, section 5.5, by hand. */
function uuidv5(name: string, namespace: string): string {
  const hash = createHash('sha1').update(Buffer.from(namespace.replaceAll('-', ''), 'hex')).update(name).digest().subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

describe('identity', () => {
  it('never changes: stored faces are known by it', () => {
    expect(faceId(image, content, 0)).toBe('8ef245e6-c931-52d0-a7bc-44ced77b66d6');
    expect(faceId(image, content, 1)).toBe('adef4897-319d-55f9-ac17-6408c314af8f');
    expect(detectionId(image, content)).toBe('2a6ec6c9-6718-5dfc-96ee-4fdfb717bc1c');
  });

  it('is the uuidv5 of a JSON array', () => {
    const name = JSON.stringify(['family', 'photos', '2026/party.jpg', 'a'.repeat(64), 'b'.repeat(64), 3]);
    expect(faceId(image, content, 3)).toBe(uuidv5(name, 'ff392361-219a-4fac-a518-f9a25229a2d8'));
  });

  it('differs when any part differs, wherever one ends and the next begins', () => {
    const ids = [
      faceId(image, content, 0),
      faceId(image, content, 1),
      faceId({ ...image, collectionId: 'friends' }, content, 0),
      faceId({ ...image, bucket: 'photos2' }, content, 0),
      faceId({ ...image, key: '2026/party2.jpg' }, content, 0),
      faceId({ ...image, bucket: 'photos/2026', key: 'party.jpg' }, content, 0),
      faceId({ ...image, bucket: 'photos","2026/party.jpg', key: '' }, content, 0),
      faceId(image, { ...content, contentSha256: 'c'.repeat(64) }, 0),
      faceId(image, { ...content, embeddingContract: 'c'.repeat(64) }, 0),
      detectionId(image, content),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
