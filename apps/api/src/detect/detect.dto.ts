import type { Detail } from '@facerec/face-pipeline';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { examples } from '../examples';
import { ImageInputDto, IsImage } from '../uploads/image-input.dto';
import { FaceDto, PassedOverFaceDto } from './face.dto';
import { IsDetail } from './is-detail.decorator';

/** Body of POST /detect and POST /embeddings. */
@ApiSchema({ name: 'DetectRequest' })
export class DetectRequest {
  @IsImage('The photo.')
  image!: ImageInputDto;

  @ApiPropertyOptional({
    type: 'integer', minimum: 1, maximum: 100, default: 100, example: 100,
    description: 'Describe at most this many faces: large ones near the middle of the photo come first.',
  })
  @Max(100)
  @Min(1)
  @IsInt()
  max_faces: number = 100;

  @IsDetail()
  detail?: Detail | null;
}

/** 200 of POST /detect. */
@ApiSchema({ name: 'DetectedFaces' })
export class DetectedFacesDto {
  @ApiProperty({ type: 'integer', description: 'Pixels of the upright photo.', example: 1920 })
  width!: number;

  @ApiProperty({ type: 'integer', example: 1280 })
  height!: number;

  @ApiProperty({ type: [FaceDto], description: 'Large ones near the middle first.' })
  faces!: FaceDto[];

  @ApiProperty({ type: [PassedOverFaceDto], description: 'Seen, but not described.' })
  passed_over!: PassedOverFaceDto[];
}

/** A face and its embedding. */
@ApiSchema({ name: 'EmbeddedFace' })
export class EmbeddedFaceDto extends FaceDto {
  @ApiProperty({ type: [Number], description: 'Unit length: the cosine of two is their scalar product.', example: [0.04, -0.11] })
  embedding!: number[];
}

/** What embeddings come from: they compare only within one contract. */
@ApiSchema({ name: 'EmbeddingModel' })
export class EmbeddingModelDto {
  @ApiProperty({ description: 'The model pack.', example: 'compact' })
  pack!: string;

  @ApiProperty({ description: 'Embeddings of equal contracts, and no others, can be compared.', example: examples.embeddingContract })
  embedding_contract!: string;

  @ApiProperty({ type: 'integer', description: 'Numbers in an embedding.', example: 512 })
  dimension!: number;
}

/** 200 of POST /embeddings. */
@ApiSchema({ name: 'EmbeddedFaces' })
export class EmbeddedFacesDto {
  @ApiProperty({ type: EmbeddingModelDto })
  model!: EmbeddingModelDto;

  @ApiProperty({ type: 'integer', example: 1920 })
  width!: number;

  @ApiProperty({ type: 'integer', example: 1280 })
  height!: number;

  @ApiProperty({ type: [EmbeddedFaceDto], description: 'Large ones near the middle first.' })
  faces!: EmbeddedFaceDto[];

  @ApiProperty({ type: [PassedOverFaceDto] })
  passed_over!: PassedOverFaceDto[];
}
