import type { Detail } from '@facerec/face-pipeline';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ThresholdFields } from '../search/threshold.dto';
import { ImageInputDto, IsImage } from '../uploads/image-input.dto';
import { FaceDto } from './face.dto';
import { IsDetail } from './is-detail.decorator';

/** Body of POST /compare. */
@ApiSchema({ name: 'CompareRequest' })
export class CompareRequest extends ThresholdFields {
  @IsImage('Whose main face, the largest near the middle, is looked for.')
  source!: ImageInputDto;

  @IsImage('Where it is looked for: each face is compared.')
  target!: ImageInputDto;

  @IsDetail()
  detail?: Detail | null;
}

/** A face of the target. */
@ApiSchema({ name: 'ComparedFace' })
export class ComparedFaceDto {
  @ApiProperty({ type: FaceDto })
  face!: FaceDto;

  @ApiProperty({ description: '(cosine + 1) / 2', minimum: 0, maximum: 1, example: 0.98 })
  similarity!: number;

  @ApiProperty({ minimum: -1, maximum: 1, example: 0.96 })
  cosine!: number;

  @ApiProperty({ description: 'The cosine reaches `min_cosine`.', example: true })
  same_person!: boolean;
}

/** 200 of POST /compare. */
@ApiSchema({ name: 'Comparison' })
export class ComparisonDto {
  @ApiProperty({ description: 'What counts as the same person.', minimum: -1, maximum: 1, example: 0.3 })
  min_cosine!: number;

  @ApiProperty({ type: FaceDto })
  source_face!: FaceDto;

  @ApiProperty({ type: [ComparedFaceDto], description: 'Most similar first.' })
  target_faces!: ComparedFaceDto[];
}
