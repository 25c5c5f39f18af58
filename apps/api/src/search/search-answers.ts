import { Subjects } from '@facerec/catalog';
import { labelPrefix } from '@facerec/face-indexing';
import type { VectorMatch, VectorMetadata } from '@facerec/vector-store';
import { Injectable } from '@nestjs/common';
import { clampCosine, similarityOf } from '../face-recognition/similarity';
import { type FoundFaces, subjectOf } from './face-search';
import type { QueryFace } from './face-queries';
import type { SearchedFaceDto, SearchMatchDto } from './search.dto';

/** Puts what was found into the API's words. */
@Injectable()
export class SearchAnswers {
  constructor(private readonly subjects: Subjects) {}

  async describe(collectionId: string, searched: readonly (readonly [QueryFace, FoundFaces])[]): Promise<SearchedFaceDto[]> {
    const ids = new Set(searched.flatMap(([, { matches }]) => matches.flatMap((match) => subjectOf(match) ?? [])));
    const subjects = await this.subjects.findAll(collectionId, [...ids]);
    const names = new Map(subjects.map(({ id, name }) => [id, name]));
    return searched.map(([{ face }, { matches, ambiguous }]) => ({ face, matches: matches.map((match) => describeMatch(match, names)), ambiguous }));
  }
}

function describeMatch(match: VectorMatch, names: ReadonlyMap<string, string | null>): SearchMatchDto {
  const { id, metadata } = match;
  const cosine = clampCosine(match.cosine);
  const subjectId = subjectOf(match);
  return {
    face_id: id,
    similarity: similarityOf(cosine),
    cosine,
    image_key: String(metadata['image_key'] ?? ''),
    subject_id: subjectId,
    subject_name: subjectId === null ? null : names.get(subjectId) ?? null,
    bounding_box: {
      left: Number(metadata['bbox_left'] ?? 0), top: Number(metadata['bbox_top'] ?? 0),
      width: Number(metadata['bbox_width'] ?? 0), height: Number(metadata['bbox_height'] ?? 0),
    },
    metadata: labelsOf(metadata),
  };
}

function labelsOf(metadata: VectorMetadata): SearchMatchDto['metadata'] {
  const labels = Object.entries(metadata).filter(([name]) => name.startsWith(labelPrefix));
  return Object.fromEntries(labels.map(([name, label]) => [name.slice(labelPrefix.length), label]));
}
