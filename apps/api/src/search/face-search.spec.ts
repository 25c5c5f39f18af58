import type { VectorMatch, VectorStore } from '@facerec/vector-store';
import { type FaceQuery, FaceSearch } from './face-search';

const aMatch = (cosine: number, subject?: string): VectorMatch => ({ id: `${subject ?? 'nobody'}-${cosine}`, cosine, metadata: subject === undefined ? {} : { subject_id: subject } });

/** A store that holds these, most similar first. */
function searchIn(matches: readonly VectorMatch[]): { search: FaceSearch; asked: number[] } {
  const asked: number[] = [];
  const query: VectorStore['query'] = async (_collection, _vector, { topK, minCosine = -1 }) => {
    asked.push(topK);
    return matches.filter(({ cosine }) => cosine >= minCosine).slice(0, topK);
  };
  return { search: new FaceSearch({ query } as VectorStore), asked };
}

const query: FaceQuery = { collectionId: 'family', limit: 10, minCosine: 0.4, groupBy: 'subject' };
const vector = new Float32Array(4);

describe('FaceSearch', () => {
  it.each([
    ['another subject is nearly as similar', [aMatch(0.6, 'ann'), aMatch(0.57, 'bob')], true],
    ['the other one is just below the threshold', [aMatch(0.42, 'ann'), aMatch(0.38, 'bob')], true],
    ['the other one is far off', [aMatch(0.6, 'ann'), aMatch(0.5, 'bob')], false],
    ['it is another face of the same subject', [aMatch(0.6, 'ann'), aMatch(0.59, 'ann')], false],
    ['the other face is nobody\'s', [aMatch(0.6, 'ann'), aMatch(0.59)], false],
    ['nobody reaches the threshold', [aMatch(0.39, 'ann'), aMatch(0.38, 'bob')], false],
  ])('is in doubt or not when %s', async (_when, matches, ambiguous) => {
    expect((await searchIn(matches).search.find(vector, query)).ambiguous).toBe(ambiguous);
  });

  it('asks for more until it has enough subjects', async () => {
    const { search, asked } = searchIn([...Array.from({ length: 120 }, () => aMatch(0.9, 'ann')), aMatch(0.5, 'bob')]);
    const { matches } = await search.find(vector, { ...query, limit: 2 });
    expect(matches.map(({ cosine }) => cosine)).toEqual([0.9, 0.5]);
    expect(asked).toEqual([50, 200]);
  });

  it('does not find the face that is asked about', async () => {
    const { matches } = await searchIn([aMatch(1, 'ann'), aMatch(0.5, 'ann')]).search.find(vector, { ...query, groupBy: 'face', except: 'ann-1' });
    expect(matches.map(({ id }) => id)).toEqual(['ann-0.5']);
  });
});
