import { ApiProperty, ApiSchema } from '@nestjs/swagger';

const up = { enum: ['up', 'down'], example: 'up' };

/** 200 of GET /health. */
@ApiSchema({ name: 'Health' })
export class HealthDto {
  @ApiProperty({ enum: ['healthy'], example: 'healthy' })
  status!: 'healthy';
}

/** 200 of GET /livez. */
@ApiSchema({ name: 'Liveness' })
export class LivenessDto {
  @ApiProperty({ enum: ['alive'], example: 'alive' })
  status!: 'alive';
}

/** The parts of the service. */
@ApiSchema({ name: 'Checks' })
export class ChecksDto {
  @ApiProperty({ ...up, description: 'The models analyse a picture.' })
  model!: 'up' | 'down';

  @ApiProperty(up)
  vector_store!: 'up' | 'down';

  @ApiProperty({ ...up, description: 'Collections, jobs and receipts.' })
  catalog!: 'up' | 'down';

  @ApiProperty({ ...up, description: 'S3.' })
  image_store!: 'up' | 'down';

  @ApiProperty({ ...up, description: 'SQS.' })
  queue!: 'up' | 'down';
}

/** 200 of GET /readyz. */
@ApiSchema({ name: 'Readiness' })
export class ReadinessDto {
  @ApiProperty({ enum: ['ready'], example: 'ready' })
  status!: 'ready';

  @ApiProperty({ type: ChecksDto })
  checks!: ChecksDto;
}
