import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { ImageReferenceDto } from './image-reference.dto';

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

@ApiSchema({ name: 'BoundingBox', description: 'Fractions of the upright photo\'s width and height.' })
export class BoundingBoxDto {
  @ApiProperty({ minimum: 0, maximum: 1, example: 0.412 })
  left!: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.187 })
  top!: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.094 })
  width!: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.171 })
  height!: number;
}

@ApiSchema({ name: 'FaceRecord' })
export class FaceRecordDto {
  @ApiProperty({
    description: 'The same photo, indexed again, has the same face ids.', format: 'uuid', example: '4f0c7c52-1c5e-5d0f-8a39-5e8f0a1c2b3d',
  })
  face_id!: string;

  @ApiProperty({ type: BoundingBoxDto })
  bounding_box!: BoundingBoxDto;

  @ApiProperty({ description: 'How sure the detector is that this is a face.', minimum: 0, maximum: 1, example: 0.998 })
  confidence!: number;

  @ApiProperty({ example: 'sample1.jpg' })
  image_key!: string;
}

@ApiSchema({ name: 'IndexedImage' })
export class IndexedImageDto {
  @ApiProperty({ type: [FaceRecordDto], description: 'The stored faces; none when the photo shows no face.' })
  face_records!: FaceRecordDto[];

  @ApiProperty({ description: 'Names this content of this photo; empty while it is not known.', example: '0b6c0a52-8f1d-5a57-9a56-0d1d7f2d9c11' })
  detection_id!: string;

  @ApiProperty({ example: 'sample1.jpg' })
  image_key!: string;
}

@ApiSchema({ name: 'QueuedImage', description: 'The photo is in the queue and will be indexed; ask `status_url` whether it was.' })
export class QueuedImageDto extends IndexedImageDto {
  @ApiProperty({ format: 'uuid', example: '1d3f9c1e-7f3c-4d3a-8a52-0f4b4a4f8f0e' })
  job_id!: string;

  @ApiProperty({ example: '/api/v1/jobs/1d3f9c1e-7f3c-4d3a-8a52-0f4b4a4f8f0e' })
  status_url!: string;
}
