import type { Receipt, ReceiptState } from '@facerec/catalog';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { examples } from '../examples';
import { BoundingBoxDto } from '../face-recognition/index-image.dto';
import { PageDto } from '../paging/page.dto';
import { PageQuery } from '../paging/page-query.dto';
import { JobProblemDto, JobStatusDto } from './job.dto';

/** Which jobs to list. */
export class JobsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only jobs of this collection.', minLength: 1, maxLength: 100, pattern: '^[a-zA-Z0-9_-]+$' })
  @Matches(/^[a-zA-Z0-9_-]{1,100}$/, { message: 'collection_id must be 1 to 100 letters, digits, underscores and hyphens' })
  @IsString()
  @IsOptional()
  collection_id?: string;

  @ApiPropertyOptional({ description: 'Only jobs with exactly this source.', maxLength: 1100 })
  @MaxLength(1100)
  @IsString()
  @IsOptional()
  source?: string;
}

/** 200 of GET /jobs. */
@ApiSchema({ name: 'JobList' })
export class JobListDto extends PageDto {
  @ApiProperty({ type: [JobStatusDto], description: 'Newest first.' })
  jobs!: JobStatusDto[];
}

const itemStates = ['indexed', 'no_face', 'failed', 'superseded'] as const satisfies readonly ReceiptState[];

/** Which images of a job to list. */
export class JobItemsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: itemStates, description: 'Only images that came to this end.' })
  @IsIn(itemStates)
  @IsOptional()
  state?: ReceiptState;
}

/** A stored face. */
@ApiSchema({ name: 'JobItemFace' })
export class JobItemFaceDto {
  @ApiProperty({ format: 'uuid', example: examples.faceId })
  face_id!: string;

  @ApiProperty({ type: BoundingBoxDto })
  bounding_box!: BoundingBoxDto;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.999 })
  confidence!: number;
}

/** A face that was seen, and not stored. */
@ApiSchema({ name: 'JobItemPassedOverFace' })
export class PassedOverFaceDto {
  @ApiProperty({ type: BoundingBoxDto })
  bounding_box!: BoundingBoxDto;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.71 })
  confidence!: number;

  @ApiProperty({ example: 'beyond_max_faces' })
  reason!: string;
}

/** What became of one image of a job. */
@ApiSchema({ name: 'JobItem' })
export class JobItemDto {
  @ApiProperty({ example: 'photos' })
  bucket!: string;

  @ApiProperty({ example: 'albums/sample1.jpg' })
  image_key!: string;

  @ApiProperty({ enum: itemStates, example: 'indexed' })
  state!: ReceiptState;

  @ApiProperty({ type: [JobItemFaceDto], description: 'The stored faces.' })
  faces!: JobItemFaceDto[];

  @ApiProperty({ type: [PassedOverFaceDto], description: 'Faces that were seen, and not stored.' })
  passed_over!: PassedOverFaceDto[];

  @ApiProperty({ type: JobProblemDto, nullable: true, description: 'Only when `state` is `failed`.' })
  problem!: JobProblemDto | null;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T12:00:00.000Z' })
  finished_at!: string;
}

/** 200 of GET /jobs/{id}/items. */
@ApiSchema({ name: 'JobItemList' })
export class JobItemListDto extends PageDto {
  @ApiProperty({ type: [JobItemDto], description: 'Images that came to an end, in the order of their keys.' })
  items!: JobItemDto[];
}

export function describeItem({ bucket, key, state, faces, passedOver, problem, finishedAt }: Receipt): JobItemDto {
  return {
    bucket,
    image_key: key,
    state,
    faces: faces.map(({ faceId, box, confidence }) => ({ face_id: faceId, bounding_box: { ...box }, confidence })),
    passed_over: passedOver.map(({ box, confidence, reason }) => ({ bounding_box: { ...box }, confidence, reason })),
    problem: problem === null ? null : { ...problem },
    finished_at: finishedAt.toISOString(),
  };
}
