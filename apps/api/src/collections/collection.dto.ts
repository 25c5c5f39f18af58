import type { Collection, Labels } from '@facerec/catalog';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsNumber, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { examples } from '../examples';
import { IsLabels, labelsSchema } from '../labels';
import { PageDto } from '../paging/page.dto';

/** Body of PATCH /collections/{id}. */
@ApiSchema({ name: 'ChangeCollectionRequest' })
export class ChangeCollectionRequest {
  @ApiPropertyOptional({
    type: 'number', nullable: true, minimum: -1, maximum: 1, example: 0.45,
    description: 'Lowest cosine that counts in searches that name none. `null`: the service\'s own.',
  })
  @Max(1)
  @Min(-1)
  @IsNumber()
  @IsOptional()
  min_cosine?: number | null;

  @IsLabels('Your own notes.')
  metadata?: Labels | null;
}

/** Body of POST /collections. */
@ApiSchema({ name: 'CreateCollectionRequest' })
export class CreateCollectionRequest extends ChangeCollectionRequest {
  @ApiProperty({ example: 'family', minLength: 1, maxLength: 100, pattern: '^[a-zA-Z0-9_-]+$' })
  @Matches(/^[a-zA-Z0-9_-]+$/, { message: 'collection_id must be letters, digits, underscores and hyphens' })
  @Length(1, 100)
  @IsString()
  collection_id!: string;
}

/** A collection without its count. */
@ApiSchema({ name: 'CollectionSummary' })
export class CollectionSummaryDto {
  @ApiProperty({ example: 'family' })
  collection_id!: string;

  @ApiProperty({ type: 'number', nullable: true, description: '`null`: the service\'s own holds.', example: 0.45 })
  min_cosine!: number | null;

  @ApiProperty({ description: 'Fixed at creation: only embeddings of this contract are stored here.', example: examples.embeddingContract })
  embedding_contract!: string;

  @ApiProperty({ ...labelsSchema, example: {} })
  metadata!: Labels;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T12:00:00.000Z' })
  created_at!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T12:00:00.000Z' })
  updated_at!: string;
}

/** A collection. */
@ApiSchema({ name: 'Collection' })
export class CollectionDto extends CollectionSummaryDto {
  @ApiProperty({ type: 'integer', description: 'Stored faces. A vector store that is eventually consistent may lag behind.', example: 12 })
  face_count!: number;
}

/** 200 of GET /collections. */
@ApiSchema({ name: 'Collections' })
export class CollectionsDto extends PageDto {
  @ApiProperty({ type: [CollectionSummaryDto], description: 'By id.' })
  collections!: CollectionSummaryDto[];
}

export function describeCollection(collection: Collection): CollectionSummaryDto {
  return {
    collection_id: collection.id,
    min_cosine: collection.minCosine,
    embedding_contract: collection.embeddingContract,
    metadata: collection.metadata,
    created_at: collection.createdAt.toISOString(),
    updated_at: collection.updatedAt.toISOString(),
  };
}
