import type { Labels, Subject } from '@facerec/catalog';
import type { Detail } from '@facerec/face-pipeline';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { IsDetail } from '../detect/is-detail.decorator';
import { examples } from '../examples';
import { IsLabels, labelsSchema } from '../labels';
import { PageDto } from '../paging/page.dto';
import { PageQuery } from '../paging/page-query.dto';
import { ThresholdFields } from '../search/threshold.dto';
import { ImageInputDto, IsImage } from '../uploads/image-input.dto';

/** Body of PATCH …/subjects/{id}. */
@ApiSchema({ name: 'ChangeSubjectRequest' })
export class ChangeSubjectRequest {
  @ApiPropertyOptional({ type: 'string', nullable: true, maxLength: 200, example: 'Ann' })
  @MaxLength(200)
  @IsString()
  @IsOptional()
  name?: string | null;

  @ApiPropertyOptional({ type: 'string', nullable: true, maxLength: 200, description: 'Your own id of this person; subjects can be listed by it.', example: 'employee-7' })
  @MaxLength(200)
  @IsString()
  @IsOptional()
  external_id?: string | null;

  @IsLabels('Your own notes.')
  metadata?: Labels | null;
}

/** Body of POST …/subjects. */
@ApiSchema({ name: 'CreateSubjectRequest' })
export class CreateSubjectRequest extends ChangeSubjectRequest {
  @ApiPropertyOptional({ type: 'string', nullable: true, description: 'Default: a new UUID.', example: examples.subjectId, minLength: 1, maxLength: 100, pattern: '^[a-zA-Z0-9_-]+$' })
  @Matches(/^[a-zA-Z0-9_-]+$/, { message: 'subject_id must be letters, digits, underscores and hyphens' })
  @Length(1, 100)
  @IsString()
  @IsOptional()
  subject_id?: string | null;
}

/** A person. */
@ApiSchema({ name: 'Subject' })
export class SubjectDto {
  @ApiProperty({ example: examples.subjectId })
  subject_id!: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'Ann' })
  name!: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: 'employee-7' })
  external_id!: string | null;

  @ApiProperty({ ...labelsSchema, example: {} })
  metadata!: Labels;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T12:00:00.000Z' })
  created_at!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T12:00:00.000Z' })
  updated_at!: string;
}

/** Query of GET …/subjects. */
export class SubjectsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only those of this `external_id`.', maxLength: 200 })
  @MaxLength(200)
  @IsString()
  @IsOptional()
  external_id?: string;
}

/** 200 of GET …/subjects. */
@ApiSchema({ name: 'Subjects' })
export class SubjectsDto extends PageDto {
  @ApiProperty({ type: [SubjectDto], description: 'By id.' })
  subjects!: SubjectDto[];
}

/** 200 of DELETE …/subjects/{id}. */
@ApiSchema({ name: 'DeletedSubject' })
export class DeletedSubjectDto {
  @ApiProperty({ example: examples.subjectId })
  subject_id!: string;

  @ApiProperty({ type: 'integer', description: 'Faces that went with it.', example: 2 })
  deleted_faces!: number;
}

/** Body of POST …/subjects/{id}/verify. */
@ApiSchema({ name: 'VerifyRequest' })
export class VerifyRequest extends ThresholdFields {
  @IsImage('Whose main face, the largest near the middle, is compared with those of the subject.')
  image!: ImageInputDto;

  @IsDetail()
  detail?: Detail | null;
}

/** 200 of POST …/subjects/{id}/verify. */
@ApiSchema({ name: 'Verification' })
export class VerificationDto {
  @ApiProperty({ description: 'The best cosine reaches `min_cosine`.', example: true })
  verified!: boolean;

  @ApiProperty({ minimum: -1, maximum: 1, example: 0.3 })
  min_cosine!: number;

  @ApiProperty({ type: 'number', nullable: true, minimum: -1, maximum: 1, description: 'To the most similar of the subject\'s faces; `null` when it has none.', example: 0.71 })
  cosine!: number | null;

  @ApiProperty({ type: 'number', nullable: true, minimum: 0, maximum: 1, description: '(cosine + 1) / 2', example: 0.855 })
  similarity!: number | null;

  @ApiProperty({ type: 'string', nullable: true, example: examples.faceId })
  face_id!: string | null;
}

export function describeSubject(subject: Subject): SubjectDto {
  return {
    subject_id: subject.id,
    name: subject.name,
    external_id: subject.externalId,
    metadata: subject.metadata,
    created_at: subject.createdAt.toISOString(),
    updated_at: subject.updatedAt.toISOString(),
  };
}
