import type { Labels, StoredFace } from '@facerec/catalog';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { FaceQualityDto } from '../detect/face-quality.dto';
import { examples } from '../examples';
import { BoundingBoxDto } from '../face-recognition/index-image.dto';
import { labelsSchema } from '../labels';
import { PageDto } from '../paging/page.dto';
import { PageQuery } from '../paging/page-query.dto';

/** Query of GET …/faces. */
export class FacesQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only faces of this subject.', maxLength: 100 })
  @MaxLength(100)
  @IsString()
  @IsOptional()
  subject_id?: string;

  @ApiPropertyOptional({ description: 'Only faces of photos of this name.', maxLength: 1024 })
  @MaxLength(1024)
  @IsString()
  @IsOptional()
  image_key?: string;
}

/** A stored face. */
@ApiSchema({ name: 'StoredFace' })
export class StoredFaceDto {
  @ApiProperty({ format: 'uuid', example: examples.faceId })
  face_id!: string;

  @ApiProperty({ example: 'sample1.jpg' })
  image_key!: string;

  @ApiProperty({ description: 'Empty for an uploaded photo.', example: 'photos' })
  bucket!: string;

  @ApiProperty({ type: 'string', nullable: true, example: null })
  subject_id!: string | null;

  @ApiProperty({ type: BoundingBoxDto })
  bounding_box!: BoundingBoxDto;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.999 })
  confidence!: number;

  @ApiPropertyOptional({ type: FaceQualityDto, description: 'Absent for a face that was stored by an earlier version.' })
  quality?: FaceQualityDto;

  @ApiProperty({ example: examples.detectionId })
  detection_id!: string;

  @ApiProperty({ ...labelsSchema, example: {} })
  metadata!: Labels;
}

/** 200 of GET …/faces. */
@ApiSchema({ name: 'StoredFaces' })
export class StoredFacesDto extends PageDto {
  @ApiProperty({ type: [StoredFaceDto], description: 'By bucket and image key.' })
  faces!: StoredFaceDto[];
}

export function describeStoredFace({ bucket, key, face, image }: StoredFace): StoredFaceDto {
  return {
    face_id: face.faceId,
    image_key: key,
    bucket,
    subject_id: image.subjectId ?? null,
    bounding_box: { ...face.box },
    confidence: face.confidence,
    ...(face.quality && { quality: { ...face.quality } }),
    detection_id: image.detectionId,
    metadata: image.metadata ?? {},
  };
}
