import type { Labels } from '@facerec/catalog';
import { labelPrefix } from '@facerec/face-indexing';
import { type MetadataFilter, type VectorMatch, VectorStore } from '@facerec/vector-store';
import { Injectable } from '@nestjs/common';

/** Two subjects whose cosines are closer than this cannot be told apart for sure: about the spread between photos of one person. */
const ambiguousWithin = 0.05;

/** The vector store's own limit. */
const mostMatches = 10_000;

export interface FaceQuery {
  readonly collectionId: string;
  readonly limit: number;
  readonly minCosine: number;
  readonly groupBy: 'face' | 'subject';
  readonly filter?: Labels;
  /** A face that is not to be found. */
  readonly except?: string;
}

export interface FoundFaces {
  readonly matches: readonly VectorMatch[];
  readonly ambiguous: boolean;
}

/** Looks for one face at a time. */
@Injectable()
export class FaceSearch {
  constructor(private readonly store: VectorStore) {}

  async find(embedding: Float32Array, query: FaceQuery): Promise<FoundFaces> {
    const { collectionId, limit, minCosine, groupBy, except } = query;
    const filter = filterOf(query.filter);
    // A subject's many faces stand before the next one's: ask for more until there are enough of them.
    for (let topK = Math.max(50, 2 * limit); ; topK = Math.min(4 * topK, mostMatches)) {
      const near = await this.store.query(collectionId, embedding, { topK, minCosine: Math.max(-1, minCosine - ambiguousWithin), ...(filter && { filter }) });
      const others = near.filter(({ id }) => id !== except);
      const found = others.filter(({ cosine }) => cosine >= minCosine);
      const matches = (groupBy === 'subject' ? bestOfEachSubject(found) : found).slice(0, limit);
      if (matches.length === limit || near.length < topK || topK === mostMatches) return { matches, ambiguous: isAmbiguous(others, minCosine) };
    }
  }
}

export function subjectOf({ metadata }: Pick<VectorMatch, 'metadata'>): string | null {
  return typeof metadata['subject_id'] === 'string' ? metadata['subject_id'] : null;
}

export function bestOfEachSubject(matches: readonly VectorMatch[]): VectorMatch[] {
  const seen = new Set<string>();
  return matches.filter((match) => {
    const subject = subjectOf(match);
    if (subject === null || seen.has(subject)) return false;
    seen.add(subject);
    return true;
  });
}

/** Only subjects are identities: two faces without one may be the same person's. */
export function isAmbiguous(matches: readonly VectorMatch[], minCosine: number): boolean {
  const [first, second] = bestOfEachSubject(matches);
  return first !== undefined && second !== undefined && first.cosine >= minCosine && first.cosine - second.cosine < ambiguousWithin;
}

function filterOf(labels: Labels | undefined): MetadataFilter | undefined {
  const entries = Object.entries(labels ?? {});
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, label]) => [`${labelPrefix}${name}`, label]));
}
