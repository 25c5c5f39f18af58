import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsObject, IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import { S3ObjectDto } from './s3-object.dto';
import type { UploadedBytes } from './uploaded-bytes';

const notAnImage = '$property must be an object with "bytes" or "s3", or the file itself in a form';

/** Where the pixels come from: the request itself, or S3. */
@ApiSchema({ name: 'ImageInput', description: 'Exactly one of `bytes` and `s3`. A form sends the file itself instead.' })
export class ImageInputDto {
  @ApiPropertyOptional({ type: 'string', format: 'byte', nullable: true, description: 'A JPEG, PNG or WebP of 10 MiB at most, in base64.' })
  @IsTheOnlySource()
  bytes?: string | UploadedBytes | null;

  @ApiPropertyOptional({ type: S3ObjectDto, nullable: true })
  @Type(() => S3ObjectDto)
  @ValidateNested()
  @IsObject()
  @IsOptional()
  s3?: S3ObjectDto | null;
}

/** A field that holds an image. */
export function IsImage(description: string, example: object = { s3: { bucket: 'photos', key: 'sample1.jpg' } }): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: ImageInputDto, description, example }),
    Type(() => ImageInputDto) as PropertyDecorator,
    ValidateNested({ message: notAnImage }) as PropertyDecorator,
    IsDefined({ message: '$property is missing' }) as PropertyDecorator,
  );
}

/** A field that may hold an image. */
export function IsOptionalImage(description: string, example: object = { s3: { bucket: 'photos', key: 'sample1.jpg' } }): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: ImageInputDto, nullable: true, description, example }),
    Type(() => ImageInputDto) as PropertyDecorator,
    ValidateNested({ message: notAnImage }) as PropertyDecorator,
    IsOptional() as PropertyDecorator,
  );
}

/** Checked even when `bytes` is absent: then `s3` has to be there. */
function IsTheOnlySource(): PropertyDecorator {
  return ValidateBy({
    name: 'isTheOnlySource',
    validator: {
      validate: (bytes: unknown, args) => {
        const hasS3 = ((args?.object as ImageInputDto).s3 ?? undefined) !== undefined;
        return bytes === undefined || bytes === null ? hasS3 : !hasS3 && (typeof bytes === 'string' || typeof bytes === 'function');
      },
      defaultMessage: () => 'an image is either "bytes", in base64, or "s3"',
    },
  });
}
