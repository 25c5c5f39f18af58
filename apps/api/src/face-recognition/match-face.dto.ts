import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsInt, IsNumber, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import { examples } from '../examples';
import { ImageReferenceDto } from './image-reference.dto';

/** Body of POST /match. */
@ApiSchema({ name: 'MatchFaceRequest' })
export class MatchFaceRequest extends ImageReferenceDto {
  @ApiPropertyOptional({
    type: 'number', minimum: 0, maximum: 1, nullable: true, example: 0.725,
    description: 'Leave out matches of a lower `similarity`. Without it the service\'s own threshold holds: 0.725 with the models it comes with.',
  })
  @Max(1)
  @Min(0)
  @IsNumber()
  @IsOptional()
  threshold?: number | null;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 10, example: 10, description: 'Answer at most this many matches.' })
  @Max(100)
  @Min(1)
  @IsInt()
  @ValidateIf((request: MatchFaceRequest) => request.max_matches !== undefined)
  max_matches?: number;
}

/** One face of the collection that is like the one searched for. */
@ApiSchema({ name: 'FaceMatch' })
export class FaceMatchDto {
  @ApiProperty({ format: 'uuid', example: examples.faceId })
  face_id!: string;

  @ApiProperty({ description: '(cosine + 1) / 2: the scale of `threshold`.', minimum: 0, maximum: 1, example: 1 })
  similarity!: number;

  @ApiProperty({ description: 'Cosine between the two embeddings.', minimum: -1, maximum: 1, example: 1 })
  cosine!: number;

  @ApiProperty({ description: 'The photo this face was indexed from.', example: 'sample1.jpg' })
  image_key!: string;
}

/** 200 of POST /match. */
@ApiSchema({ name: 'FaceMatches' })
export class FaceMatchesDto {
  @ApiProperty({
    description: 'Names the face that was searched for; empty when the photo shows none.', example: examples.faceId,
  })
  searched_face_id!: string;

  @ApiProperty({ type: [FaceMatchDto], description: 'Most similar first.' })
  face_matches!: FaceMatchDto[];
}
