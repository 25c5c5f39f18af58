import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { examples } from '../examples';
import { IsS3Key } from '../face-recognition/is-s3-key.decorator';

const bucketPattern = '[a-z0-9][a-z0-9.-]{0,61}[a-z0-9]';

/** Body of POST /collections/{id}/jobs: where the photos are. */
@ApiSchema({ name: 'NewJobRequest', description: 'One of `s3_prefix`, `bucket` with `prefix`, and `bucket` with `keys`.' })
export class NewJobRequest {
  @ApiPropertyOptional({
    type: 'string', format: 'uuid', nullable: true, example: examples.jobId, pattern: '^[\\da-fA-F]{8}(-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}$',
    description: 'A UUID of your own. The same request with it again is the same job, however often it is sent and whatever has become of it. Default: a new one.',
  })
  @Matches(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, { message: 'job_id must be a UUID' })
  @IsString()
  @IsOptional()
  job_id?: string | null;

  @ApiPropertyOptional({
    type: 'string', nullable: true, description: 'All photos (.jpg, .jpeg, .png, .webp) under a prefix: `s3://bucket/prefix`. There is no limit to their number.',
    example: 's3://photos/sample', pattern: `^s3://${bucketPattern}(/.*)?$`, maxLength: 1100,
  })
  @Matches(new RegExp(`^s3://${bucketPattern}(/.*)?$`, 's'), { message: 's3_prefix must be like s3://bucket/prefix' })
  @MaxLength(1100)
  @IsString()
  @IsOptional()
  s3_prefix?: string | null;

  @ApiPropertyOptional({ type: 'string', nullable: true, description: 'S3 bucket of `prefix` or `keys`. It must be on the service\'s allow-list.', pattern: `^${bucketPattern}$` })
  @Matches(new RegExp(`^${bucketPattern}$`), { message: 'bucket must be lower-case letters, digits, dots and hyphens, and begin and end with a letter or digit' })
  @Length(2, 63)
  @IsString()
  @IsOptional()
  bucket?: string | null;

  @ApiPropertyOptional({ type: 'string', nullable: true, description: 'All photos of `bucket` whose keys begin with this; empty: all of them.', maxLength: 1024 })
  @MaxLength(1024)
  @IsString()
  @IsOptional()
  prefix?: string | null;

  @ApiPropertyOptional({ type: [String], nullable: true, description: 'Photos of `bucket`, by their keys; one named twice counts once.', minItems: 1, maxItems: 10_000 })
  @IsS3Key({ each: true })
  @IsString({ each: true })
  @ArrayMaxSize(10_000)
  @ArrayMinSize(1)
  @IsArray()
  @IsOptional()
  keys?: string[] | null;

  @ApiPropertyOptional({
    type: 'integer', nullable: true, minimum: 1, maximum: 20, default: null, example: 5,
    description: 'Index at most this many faces of each photo: large ones near its middle come first. `null`: as many as the service allows.',
  })
  @Max(20)
  @Min(1)
  @IsInt()
  @IsOptional()
  max_faces: number | null = null;
}

/** 202 of POST /collections/{id}/jobs: where to ask. */
@ApiSchema({ name: 'NewJob' })
export class NewJobDto {
  @ApiProperty({ format: 'uuid', example: examples.jobId })
  job_id!: string;

  @ApiProperty({ description: 'How far the job has come.', example: `/api/v1/jobs/${examples.jobId}` })
  status_url!: string;

  @ApiProperty({ description: 'What became of each photo.', example: `/api/v1/jobs/${examples.jobId}/items` })
  items_url!: string;

  @ApiProperty({ description: 'The same as `status_url`, as it changes (server-sent events).', example: `/api/v1/jobs/${examples.jobId}/events` })
  events_url!: string;
}

export function describeNewJob(jobId: string): NewJobDto {
  const status_url = `/api/v1/jobs/${jobId}`;
  return { job_id: jobId, status_url, items_url: `${status_url}/items`, events_url: `${status_url}/events` };
}
