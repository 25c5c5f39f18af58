import type { Collection } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import { KnownCollections } from '../collections/known-collections';
import type { PassedOverFaceDto } from '../detect/face.dto';
import { FaceQueries, type QueryFace } from './face-queries';
import { FaceSearch, type FoundFaces } from './face-search';
import type { SearchRequest } from './search.dto';
import { Thresholds } from './thresholds';

/** What was found for each face of a request. */
export interface Found {
  readonly minCosine: number;
  readonly searched: readonly (readonly [QueryFace, FoundFaces])[];
  readonly passedOver: PassedOverFaceDto[];
}

/** A search request from its faces to what was found. */
@Injectable()
export class CollectionSearch {
  constructor(
    private readonly collections: KnownCollections,
    private readonly queries: FaceQueries,
    private readonly faces: FaceSearch,
    private readonly thresholds: Thresholds,
  ) {}

  async find(collectionId: string, request: SearchRequest): Promise<Found> {
    const collection: Collection = await this.collections.findComparable(collectionId);
    const minCosine = this.thresholds.forSearch(request, collection);
    const { faces, passedOver } = await this.queries.of(collectionId, request);
    const { limit, group_by: groupBy, filter, face_id: except } = request;
    const query = { collectionId, limit, minCosine, groupBy, ...(filter && { filter }), ...(except && { except }) };
    const searched: (readonly [QueryFace, FoundFaces])[] = [];
    for (const face of faces) searched.push([face, await this.faces.find(face.embedding, query)]);
    return { minCosine, searched, passedOver };
  }
}
