import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { BoundingBoxDto } from '../face-recognition/index-image.dto';
import { FaceQualityDto } from './face-quality.dto';

/** A box in pixels. */
@ApiSchema({ name: 'PixelBox', description: 'Pixels of the upright photo at its full resolution.' })
export class PixelBoxDto {
  @ApiProperty({ example: 831.4 })
  left!: number;

  @ApiProperty({ example: 430.1 })
  top!: number;

  @ApiProperty({ example: 201.6 })
  width!: number;

  @ApiProperty({ example: 218.9 })
  height!: number;
}

/** A point in pixels. */
@ApiSchema({ name: 'Point' })
export class PointDto {
  @ApiProperty({ example: 892.3 })
  x!: number;

  @ApiProperty({ example: 511.8 })
  y!: number;
}

/** Five points of a face. */
@ApiSchema({ name: 'Landmarks', description: 'Pixels of the upright photo; left and right as seen in it.' })
export class LandmarksDto {
  @ApiProperty({ type: PointDto })
  left_eye!: PointDto;

  @ApiProperty({ type: PointDto })
  right_eye!: PointDto;

  @ApiProperty({ type: PointDto })
  nose!: PointDto;

  @ApiProperty({ type: PointDto })
  mouth_left!: PointDto;

  @ApiProperty({ type: PointDto })
  mouth_right!: PointDto;
}

/** A face as it was seen. */
@ApiSchema({ name: 'Face' })
export class FaceDto {
  @ApiProperty({ type: BoundingBoxDto })
  bounding_box!: BoundingBoxDto;

  @ApiProperty({ type: PixelBoxDto })
  box!: PixelBoxDto;

  @ApiProperty({ type: LandmarksDto })
  landmarks!: LandmarksDto;

  @ApiProperty({ description: 'How sure the detector is that this is a face.', minimum: 0, maximum: 1, example: 0.999 })
  confidence!: number;

  @ApiProperty({ type: FaceQualityDto })
  quality!: FaceQualityDto;
}

/** A face that was seen but not used. */
@ApiSchema({ name: 'PassedOverFace' })
export class PassedOverFaceDto {
  @ApiProperty({ type: BoundingBoxDto })
  bounding_box!: BoundingBoxDto;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.71 })
  confidence!: number;

  @ApiProperty({
    description: '`low_confidence`, `too_small`, `not_a_face`, `low_quality`, `beyond_max_faces` or `not_selected`.', example: 'beyond_max_faces',
  })
  reason!: string;
}
