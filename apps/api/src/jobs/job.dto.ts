import type { Job, ReceiptCounts } from '@facerec/catalog';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** Receipts of a job by their state. */
@ApiSchema({ name: 'ImageCounts', description: 'How many images of a job came to which end.' })
export class ImageCountsDto implements ReceiptCounts {
  @ApiProperty({ type: 'integer', description: 'Their faces are stored.', example: 1 })
  indexed!: number;

  @ApiProperty({ type: 'integer', description: 'Nobody to be seen.', example: 0 })
  no_face!: number;

  @ApiProperty({ type: 'integer', description: 'Missing, undecodable or too large.', example: 0 })
  failed!: number;

  @ApiProperty({ type: 'integer', description: 'Replaced or deleted in the meantime.', example: 0 })
  superseded!: number;
}

/** 200 of GET /jobs/{id}. */
@ApiSchema({ name: 'JobStatus' })
export class JobStatusDto {
  @ApiProperty({ format: 'uuid', example: '20399363-d625-411e-bcd0-f68543d6a970' })
  job_id!: string;

  @ApiProperty({ example: 'demo' })
  collection_id!: string;

  @ApiProperty({ description: 'Where the images come from.', example: 's3://photos/sample1.jpg' })
  source!: string;

  @ApiProperty({ enum: ['running', 'finished'], description: '`finished`: every image was enqueued and came to an end.', example: 'finished' })
  state!: 'running' | 'finished';

  @ApiProperty({ type: 'integer', description: 'Images put in the queue so far.', example: 1 })
  enqueued!: number;

  @ApiProperty({ type: ImageCountsDto })
  counts!: ImageCountsDto;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T12:00:00.000Z' })
  created_at!: string;
}

export function describeJob(job: Job, counts: ReceiptCounts): JobStatusDto {
  const finished = counts.indexed + counts.no_face + counts.failed + counts.superseded;
  return {
    job_id: job.id,
    collection_id: job.collectionId,
    source: job.source,
    state: job.complete && finished >= job.enqueued ? 'finished' : 'running',
    enqueued: job.enqueued,
    counts: { ...counts },
    created_at: job.createdAt.toISOString(),
  };
}
