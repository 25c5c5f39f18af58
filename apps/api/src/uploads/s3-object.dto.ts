import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';
import { IsS3Key } from '../face-recognition/is-s3-key.decorator';

/** A photo in S3. */
@ApiSchema({ name: 'S3Object' })
export class S3ObjectDto {
  @ApiProperty({
    description: 'S3 bucket the photo lies in. It must be on the service\'s allow-list.',
    example: 'photos', minLength: 1, maxLength: 63, pattern: '^[a-z0-9][a-z0-9.-]*[a-z0-9]$',
  })
  @Matches(/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/, {
    message: 'bucket must be lower-case letters, digits, dots and hyphens, and begin and end with a letter or digit',
  })
  @Length(1, 63)
  @IsString()
  bucket!: string;

  @ApiProperty({ description: 'The photo\'s S3 key: a JPEG, PNG or WebP.', example: 'sample1.jpg', minLength: 1, maxLength: 1024 })
  @IsS3Key()
  @IsString()
  key!: string;
}
