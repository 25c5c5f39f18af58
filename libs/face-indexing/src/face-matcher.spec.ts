import { ModelMismatchError } from '@facerec/catalog';
import { UndecodableImageError } from '@facerec/face-pipeline';
import { ImageNotFoundError } from '@facerec/image-store';
import { faceId } from './identity';
import { FakePipelinePool, embeddingOf, fakePack } from './testing/fake-photos';
import { World, aTask, at } from './testing/world';
import type { MatchQuery } from './types';

const aQuery = (facts: Partial<MatchQuery> = {}): MatchQuery => ({
  collectionId: 'family', bucket: 'photos', key: 'query.jpg', maxMatches: 10, ...facts,
});

describe('FaceMatcher', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
    world.images.put('photos', 'party.jpg', 'ann bob cid', at(1));
    world.images.put('photos', 'query.jpg', 'bob ann', at(1));
    world.images.put('photos', 'empty.jpg', '', at(1));
    world.images.put('photos', 'text.jpg', 'garbage', at(1));
    await world.start().indexer.index(aTask());
  });
  afterAll(() => world.close());

  it('finds the strongest face of the query, and no other', async () => {
    const result = await world.start().matcher.match(aQuery());
    expect(result.matches).toEqual([{ faceId: expect.any(String), cosine: expect.closeTo(1, 5), imageKey: 'party.jpg' }]);
    const [record] = await world.store.fetch('family', [result.matches[0]!.faceId]);
    expect(record!.values).toEqual(embeddingOf('bob'));
  });

  it('names the query face by its content, so that the same photo has the same name', async () => {
    const results = [await world.start().matcher.match(aQuery()), await world.start().matcher.match(aQuery())];
    const [head] = await world.heads.list('family', { limit: 1 });
    const { searchedFaceId } = await world.start().matcher.match(aQuery({ key: 'party.jpg' }));
    expect(results[0]!.searchedFaceId).toBe(results[1]!.searchedFaceId);
    expect(searchedFaceId).toBe(faceId(aTask(), head!.committed!, 0));
  });

  it.each([
    ['the request', { minCosine: -1 }, { searchCosine: 0.99 }, 3],
    ['the service when the request has none', {}, { searchCosine: -1 }, 3],
    ['the pack when neither has one', {}, {}, 1],
  ])('takes the threshold of %s', async (_whose, query, options, found) => {
    const { matches } = await world.start(options).matcher.match(aQuery(query));
    expect(matches).toHaveLength(found);
    expect([...matches].sort((a, b) => b.cosine - a.cosine)).toEqual(matches);
  });

  it('returns at most max_matches', async () => {
    expect((await world.start().matcher.match(aQuery({ minCosine: -1, maxMatches: 2 }))).matches).toHaveLength(2);
  });

  it('finds nothing in a collection that does not exist, and does not make it', async () => {
    const result = await world.start().matcher.match(aQuery({ collectionId: 'unknown' }));
    expect(result).toEqual({ searchedFaceId: expect.stringMatching(/^[0-9a-f-]{36}$/), matches: [] });
    expect(world.store.collections.has('unknown')).toBe(false);
  });

  it('answers a photo without faces with an empty name', async () => {
    expect(await world.start().matcher.match(aQuery({ key: 'empty.jpg' }))).toEqual({ searchedFaceId: '', matches: [] });
  });

  it('refuses to compare embeddings of different models', async () => {
    const { matcher } = world.start({ pool: new FakePipelinePool({ ...fakePack, embeddingContract: 'contract-b' }) });
    await expect(matcher.match(aQuery())).rejects.toThrow(ModelMismatchError);
  });

  it('passes on what the libs throw', async () => {
    const { matcher } = world.start();
    await expect(matcher.match(aQuery({ key: 'missing.jpg' }))).rejects.toThrow(ImageNotFoundError);
    await expect(matcher.match(aQuery({ key: 'text.jpg' }))).rejects.toThrow(UndecodableImageError);
  });
});
