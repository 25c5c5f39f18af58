import type { AnalyzedFace } from '@facerec/face-pipeline';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';
import { InvalidRequestError } from '../problems/errors';

const names = ['largest', 'center_largest', 'all'] as const;

/** Which faces of a photo are meant; `index` counts from 0 in the order of POST /detect. */
export type FaceSelection = (typeof names)[number] | { readonly index: number };

/** Faces of one photo that are searched for at once: as many as an image may have indexed. */
const most = 20;

/** How many faces, large and central first, have to be embedded: the embedding is most of a face's work. */
export function facesToEmbed(selection: FaceSelection = 'center_largest'): number {
  switch (selection) {
    case 'all':
    case 'largest': return most;
    case 'center_largest': return 1;
    default: return selection.index + 1;
  }
}

/** The faces meant, of those that come large and central first. Throws `InvalidRequestError` for an index that is not there. */
export function selectFaces(faces: readonly AnalyzedFace[], selection: FaceSelection = 'center_largest'): readonly AnalyzedFace[] {
  switch (selection) {
    case 'all': return faces;
    case 'center_largest': return faces.slice(0, 1);
    case 'largest': return [...faces].sort((a, b) => areaOf(b) - areaOf(a)).slice(0, 1);
    default: return [faceAt(faces, selection.index)];
  }
}

/** A field for it. */
export function IsFaceSelection(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      oneOf: [{ type: 'string', enum: [...names] }, { type: 'object', properties: { index: { type: 'integer', minimum: 0, maximum: 99 } }, required: ['index'] }],
      nullable: true, default: 'center_largest', example: 'center_largest',
      description: 'Which faces of the image are searched for: the largest, the largest near the middle, all, or the one of that index in POST /detect.',
    }),
    ValidateBy({
      name: 'isFaceSelection',
      validator: {
        validate: isFaceSelection,
        defaultMessage: () => `face_selection must be ${names.join(', ')} or {"index": 0} to {"index": 99}`,
      },
    }),
    IsOptional(),
  );
}

function isFaceSelection(value: unknown): boolean {
  if (typeof value === 'string') return (names as readonly string[]).includes(value);
  const { index } = (value ?? {}) as { readonly index?: unknown };
  return Number.isInteger(index) && (index as number) >= 0 && (index as number) <= 99;
}

function faceAt(faces: readonly AnalyzedFace[], index: number): AnalyzedFace {
  const face = faces[index];
  if (face === undefined) {
    throw new InvalidRequestError([{ pointer: '/face_selection', detail: `face_selection names face ${index}, and the image has ${faces.length}` }]);
  }
  return face;
}

function areaOf({ box }: AnalyzedFace): number {
  return box.width * box.height;
}
