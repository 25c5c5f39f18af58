import type { Labels } from '@facerec/catalog';
import type { Detail } from '@facerec/face-pipeline';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { FaceDto, PassedOverFaceDto } from '../detect/face.dto';
import { IsDetail } from '../detect/is-detail.decorator';
import { examples } from '../examples';
import { BoundingBoxDto } from '../face-recognition/index-image.dto';
import { IsLabels, labelsSchema } from '../labels';
import { type ImageInputDto, IsOptionalImage } from '../uploads/image-input.dto';
import { IsEmbedding } from './is-embedding.decorator';
import { type FaceSelection, IsFaceSelection } from './face-selection';
import { ThresholdFields } from './threshold.dto';

/** Body of POST …/search. */
@ApiSchema({ name: 'SearchRequest', description: 'Exactly one of `image`, `face_id` and `embedding`.' })
export class SearchRequest extends ThresholdFields {
  @IsOptionalImage('A photo of whom to look for.')
  image?: ImageInputDto | null;

  @ApiPropertyOptional({ type: 'string', nullable: true, description: 'A stored face of this collection; it is not among its own matches.', maxLength: 200 })
  @MaxLength(200)
  @IsString()
  @IsOptional()
  face_id?: string | null;

  @IsEmbedding('Numbers from POST /embeddings.')
  embedding?: number[] | null;

  @IsFaceSelection()
  face_selection?: FaceSelection | null;

  @IsDetail()
  detail?: Detail | null;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 10, example: 10, description: 'Matches of each face at most.' })
  @Max(100)
  @Min(1)
  @IsInt()
  limit: number = 10;

  @ApiPropertyOptional({ enum: ['face', 'subject'], default: 'face', example: 'face', description: '`subject`: only the best face of each subject; faces without one are left out.' })
  @IsIn(['face', 'subject'])
  group_by: 'face' | 'subject' = 'face';

  @IsLabels('Only faces whose `metadata` has all of these.')
  filter?: Labels | null;
}

/** A stored face that is like the one searched for. */
@ApiSchema({ name: 'SearchMatch' })
export class SearchMatchDto {
  @ApiProperty({ format: 'uuid', example: examples.faceId })
  face_id!: string;

  @ApiProperty({ description: '(cosine + 1) / 2', minimum: 0, maximum: 1, example: 0.86 })
  similarity!: number;

  @ApiProperty({ minimum: -1, maximum: 1, example: 0.72 })
  cosine!: number;

  @ApiProperty({ example: 'sample1.jpg' })
  image_key!: string;

  @ApiProperty({ type: 'string', nullable: true, example: null })
  subject_id!: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: null })
  subject_name!: string | null;

  @ApiProperty({ type: BoundingBoxDto })
  bounding_box!: BoundingBoxDto;

  @ApiProperty({ ...labelsSchema, example: {} })
  metadata!: Labels;
}

/** What was found for one face of the query. */
@ApiSchema({ name: 'SearchedFace' })
export class SearchedFaceDto {
  @ApiProperty({ type: FaceDto, nullable: true, description: '`null` when the search was not by image.' })
  face!: FaceDto | null;

  @ApiProperty({ type: [SearchMatchDto], description: 'Most similar first.' })
  matches!: SearchMatchDto[];

  @ApiProperty({ description: 'Another subject is nearly as similar as the first: within a cosine of 0.05. Let a person decide.', example: false })
  ambiguous!: boolean;
}

/** 200 of POST …/search. */
@ApiSchema({ name: 'SearchResult' })
export class SearchResultDto {
  @ApiProperty({ description: 'What counts as a match.', minimum: -1, maximum: 1, example: 0.45 })
  min_cosine!: number;

  @ApiProperty({ type: [SearchedFaceDto], description: 'Each face that was searched for; none when the photo shows none.' })
  searched_faces!: SearchedFaceDto[];

  @ApiProperty({ type: [PassedOverFaceDto], description: 'Faces of the photo that were not searched for.' })
  passed_over!: PassedOverFaceDto[];
}
