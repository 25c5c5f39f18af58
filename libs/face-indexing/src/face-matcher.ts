import { Collections, ModelMismatchError } from '@facerec/catalog';
import { VectorStore } from '@facerec/vector-store';
import type { VectorMatch } from '@facerec/vector-store';
import { Inject, Injectable } from '@nestjs/common';
import { MODULE_OPTIONS_TOKEN } from './face-indexing.options';
import { faceId } from './identity';
import { Photos } from './photos';
import type { FaceIndexingOptions, FaceMatch, MatchQuery, MatchResult } from './types';

/** Finds the strongest face of an image among the faces of a collection. */
@Injectable()
export class FaceMatcher {
  constructor(
    private readonly photos: Photos,
    private readonly collections: Collections,
    private readonly store: VectorStore,
    @Inject(MODULE_OPTIONS_TOKEN) private readonly options: FaceIndexingOptions,
  ) {}

  /**
   * Most similar first. No match in a collection that does not exist; `searchedFaceId` '' when the image holds no face. Throws
   * `ModelMismatchError`, and what the image store, the pipeline and the vector store throw.
   */
  async match(query: MatchQuery): Promise<MatchResult> {
    const { embeddingContract, searchCosine } = this.photos.pack;
    const collection = await this.collections.find(query.collectionId);
    if (collection !== undefined && collection.embeddingContract !== embeddingContract) {
      throw new ModelMismatchError(collection.id, collection.embeddingContract, embeddingContract);
    }
    const photo = await this.photos.read(query.bucket, query.key);
    const face = (await this.photos.analyze(photo, 1)).faces[0];
    if (face === undefined) return { searchedFaceId: '', matches: [] };

    const searchedFaceId = faceId(query, { contentSha256: photo.sha256, embeddingContract }, 0);
    if (collection === undefined) return { searchedFaceId, matches: [] };
    const matches = await this.store.query(query.collectionId, face.embedding, {
      topK: query.maxMatches,
      minCosine: query.minCosine ?? this.options.searchCosine ?? searchCosine,
    });
    return { searchedFaceId, matches: matches.map(toFaceMatch) };
  }
}

function toFaceMatch({ id, cosine, metadata }: VectorMatch): FaceMatch {
  return { faceId: id, cosine, imageKey: String(metadata.image_key) };
}
