import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { FaceQualityDto } from '../detect/face-quality.dto';
import { examples } from '../examples';
import { ImageReferenceDto } from './image-reference.dto';

/** Body of POST /index. */
@ApiSchema({ name: 'IndexImageRequest' })
export class IndexImageRequest extends ImageReferenceDto {
  @ApiPropertyOptional({
    type: 'integer', nullable: true, minimum: 1, maximum: 20, default: 5, example: 5,
    description: 'Index at most this many faces: large ones near the middle of the photo come first. `null`: as many as the service allows.',
  })
  @Max(20)
  @Min(1)
  @IsInt()
  @ValidateIf((request: IndexImageRequest) => request.max_faces !== null)
  max_faces: number | null = 5;
}

/** Where a face is, 0..1. */
@ApiSchema({ name: 'BoundingBox', description: 'Fractions of the upright photo\'s width and height.' })
export class BoundingBoxDto {
  @ApiProperty({ minimum: 0, maximum: 1, example: 0.433 })
  left!: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.336 })
  top!: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.105 })
  width!: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.171 })
  height!: number;
}

/** One stored face. */
@ApiSchema({ name: 'FaceRecord' })
export class FaceRecordDto {
  @ApiProperty({
    description: 'The same photo, indexed again, has the same face ids.', format: 'uuid', example: examples.faceId,
  })
  face_id!: string;

  @ApiProperty({ type: BoundingBoxDto })
  bounding_box!: BoundingBoxDto;

  @ApiProperty({ description: 'How sure the detector is that this is a face.', minimum: 0, maximum: 1, example: 0.999 })
  confidence!: number;

  @ApiPropertyOptional({ type: FaceQualityDto, description: 'Absent for a face that was stored by an earlier version.' })
  quality?: FaceQualityDto;

  @ApiProperty({ example: 'sample1.jpg' })
  image_key!: string;
}

/** 200 of POST /index. */
@ApiSchema({ name: 'IndexedImage' })
export class IndexedImageDto {
  @ApiProperty({ type: [FaceRecordDto], description: 'The stored faces; none when the photo shows no face.' })
  face_records!: FaceRecordDto[];

  @ApiProperty({ description: 'Names this content of this photo.', example: examples.detectionId })
  detection_id!: string;

  @ApiProperty({ example: 'sample1.jpg' })
  image_key!: string;
}

/** 202 of POST /index: the same fields, not filled yet, and where to ask. */
@ApiSchema({ name: 'QueuedImage' })
export class QueuedImageDto {
  @ApiProperty({ type: [FaceRecordDto], maxItems: 0, description: 'Not known yet.', example: [] })
  face_records!: FaceRecordDto[];

  @ApiProperty({ description: 'Not known yet.', enum: [''], example: '' })
  detection_id!: '';

  @ApiProperty({ example: 'sample1.jpg' })
  image_key!: string;

  @ApiProperty({ format: 'uuid', example: examples.jobId })
  job_id!: string;

  @ApiProperty({ description: 'Tells whether the photo has been indexed; asking for it again then answers its faces.', example: `/api/v1/jobs/${examples.jobId}` })
  status_url!: string;
}
