import type { ReceiptCounts } from '@facerec/catalog';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { examples } from '../examples';

/** Receipts of a job by their state. */
@ApiSchema({ name: 'ImageCounts', description: 'How many images of a job came to which end.' })
export class ImageCountsDto implements ReceiptCounts {
  @ApiProperty({ type: 'integer', description: 'Their faces are stored.', example: 1 })
  indexed!: number;

  @ApiProperty({ type: 'integer', description: 'Nobody to be seen.', example: 0 })
  no_face!: number;

  @ApiProperty({ type: 'integer', description: 'Missing, undecodable or too large, or given up after many attempts.', example: 0 })
  failed!: number;

  @ApiProperty({ type: 'integer', description: 'Replaced or deleted in the meantime.', example: 0 })
  superseded!: number;
}

/** Why something came to no good end. */
@ApiSchema({ name: 'JobProblem' })
export class JobProblemDto {
  @ApiProperty({ description: 'The kind of problem, for programs.', example: 'bucket_not_allowed' })
  code!: string;

  @ApiProperty({ example: 'Bucket "elsewhere" is not allowed. Add it to S3_BUCKETS and to the role\'s policy.' })
  detail!: string;
}

export const jobStates = ['queued', 'running', 'finished', 'cancelled', 'failed'] as const;
export type JobState = (typeof jobStates)[number];

/** 200 of GET /jobs/{id}. */
@ApiSchema({ name: 'JobStatus' })
export class JobStatusDto {
  @ApiProperty({ format: 'uuid', example: examples.jobId })
  job_id!: string;

  @ApiProperty({ example: 'demo' })
  collection_id!: string;

  @ApiProperty({ description: 'Where the images come from.', example: 's3://photos/sample1.jpg' })
  source!: string;

  @ApiProperty({
    enum: jobStates, example: 'finished',
    description: '`queued`: nothing has been put in the queue yet. `finished`: every image was, and came to an end. `cancelled`: what was left is dropped. '
      + '`failed`: the images could not be listed, `problem` says why; those put in the queue before are indexed.',
  })
  state!: JobState;

  @ApiProperty({ type: 'integer', description: 'Images put in the queue so far.', example: 1 })
  enqueued!: number;

  @ApiProperty({ type: 'integer', description: 'Objects under the prefix that are no photos by their name, or empty.', example: 0 })
  skipped!: number;

  @ApiProperty({ type: ImageCountsDto })
  counts!: ImageCountsDto;

  @ApiProperty({
    type: 'number', nullable: true, example: 24.5,
    description: 'Images a second: of the last minute while the job is running, of the whole job afterwards. `null`: none was finished yet.',
  })
  rate!: number | null;

  @ApiProperty({
    type: 'integer', nullable: true, example: 0,
    description: 'Seconds until the last image is done, at this rate. `null`: not known, or nothing is going on.',
  })
  eta_seconds!: number | null;

  @ApiProperty({ type: JobProblemDto, nullable: true, description: 'Only when `state` is `failed`.' })
  problem!: JobProblemDto | null;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T12:00:00.000Z' })
  created_at!: string;
}
