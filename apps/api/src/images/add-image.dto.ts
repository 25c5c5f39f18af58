import type { Labels } from '@facerec/catalog';
import type { QualityMark } from '@facerec/face-indexing';
import type { Detail } from '@facerec/face-pipeline';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { PassedOverFaceDto } from '../detect/face.dto';
import { IsDetail } from '../detect/is-detail.decorator';
import { examples } from '../examples';
import { IsS3Key } from '../face-recognition/is-s3-key.decorator';
import { FaceRecordDto } from '../face-recognition/index-image.dto';
import { IsLabels } from '../labels';
import { ImageInputDto, IsImage } from '../uploads/image-input.dto';

const qualities = ['off', 'standard', 'strict'] as const satisfies readonly QualityMark[];

/** Body of POST …/images. */
@ApiSchema({ name: 'AddImageRequest' })
export class AddImageRequest {
  @IsImage('The photo.')
  image!: ImageInputDto;

  @ApiPropertyOptional({
    type: 'string', nullable: true, example: examples.subjectId, minLength: 1, maxLength: 100, pattern: '^[a-zA-Z0-9_-]+$',
    description: 'Whom the photo shows: its main face is stored, and no other.',
  })
  @Matches(/^[a-zA-Z0-9_-]+$/, { message: 'subject_id must be letters, digits, underscores and hyphens' })
  @Length(1, 100)
  @IsString()
  @IsOptional()
  subject_id?: string | null;

  @ApiPropertyOptional({
    type: 'string', nullable: true, minLength: 1, maxLength: 1024,
    description: 'Names an uploaded photo; a later one of the same name takes its place. Default: `sha256:` and the digest of its bytes. Photos in S3 have their key.',
  })
  @IsS3Key()
  @IsString()
  @IsOptional()
  image_key?: string | null;

  @IsLabels('Stored with each face; searches can filter by it.')
  metadata?: Labels | null;

  @ApiPropertyOptional({
    type: 'integer', nullable: true, minimum: 1, maximum: 20,
    description: 'Store at most this many faces: large ones near the middle come first. Default: 1 with `subject_id`, else as many as the service allows.',
  })
  @Max(20)
  @Min(1)
  @IsInt()
  @IsOptional()
  max_faces?: number | null;

  @ApiPropertyOptional({
    enum: qualities, default: 'off', example: 'off',
    description: 'Pass over faces below a mark, with reason `low_quality`. `standard`: blurred, under 40 pixels, or lost in the dark or in the light. `strict`, for photos '
      + 'to enrol people by: also soft ones, under 112 pixels, in poor light, or turned far from the camera. What is measured is told as `quality` of each face.',
  })
  @IsIn(qualities)
  quality: QualityMark = 'off';

  @IsDetail()
  detail?: Detail | null;

  @ApiPropertyOptional({
    default: false, example: false,
    description: 'Keep the uploaded photo itself, so that its faces can be shown (`GET …/faces/{face_id}/crop`). It is deleted with the image, subject or collection, '
      + 'and with the last of its faces; sent again without this, it is not kept any longer. A photo without faces is not kept.',
  })
  @IsBoolean()
  store_image: boolean = false;
}

/** 201 of POST …/images. */
@ApiSchema({ name: 'AddedImage' })
export class AddedImageDto {
  @ApiProperty({ example: 'sample1.jpg' })
  image_key!: string;

  @ApiProperty({ description: 'Empty for an uploaded photo.', example: 'photos' })
  bucket!: string;

  @ApiProperty({ enum: ['indexed', 'no_face', 'superseded'], description: '`superseded`: a later photo of this name is stored instead.', example: 'indexed' })
  state!: string;

  @ApiProperty({ type: 'string', nullable: true, example: examples.subjectId })
  subject_id!: string | null;

  @ApiProperty({ description: 'The uploaded photo itself is kept.', example: false })
  image_stored!: boolean;

  @ApiProperty({ description: 'Names this content of this photo.', example: examples.detectionId })
  detection_id!: string;

  @ApiProperty({ type: [FaceRecordDto], description: 'The stored faces; none when the photo shows no face.' })
  face_records!: FaceRecordDto[];

  @ApiProperty({ type: [PassedOverFaceDto], description: 'Seen, but not stored.' })
  passed_over!: PassedOverFaceDto[];

  @ApiProperty({ format: 'uuid', description: 'The receipt is kept under this job.', example: examples.jobId })
  job_id!: string;
}
