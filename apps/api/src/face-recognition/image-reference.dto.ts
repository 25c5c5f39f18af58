import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';
import { S3ObjectDto } from '../uploads/s3-object.dto';

/** A photo in S3 and the collection of faces it is about. */
export abstract class ImageReferenceDto extends S3ObjectDto {
  @ApiProperty({ description: 'Collection of faces.', example: 'demo', minLength: 1, maxLength: 100, pattern: '^[a-zA-Z0-9_-]+$' })
  @Matches(/^[a-zA-Z0-9_-]+$/, { message: 'collection_id must be letters, digits, underscores and hyphens' })
  @Length(1, 100)
  @IsString()
  collection_id!: string;
}
