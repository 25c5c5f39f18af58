import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import type { FieldError } from './errors';

/** One wrong field of an invalid request. */
@ApiSchema({ name: 'FieldError' })
export class FieldErrorDto implements FieldError {
  @ApiProperty({ description: 'JSON pointer into the request body.', example: '/max_faces' })
  pointer!: string;

  @ApiProperty({ example: 'max_faces must not be greater than 20' })
  detail!: string;
}

/** The one shape of every error (RFC 9457). */
@ApiSchema({ name: 'Problem', description: 'What went wrong, as RFC 9457 problem+json.' })
export class ProblemDto {
  @ApiProperty({ description: 'Identifies the kind of problem.', example: 'urn:problem-type:facerec:object_not_found' })
  type!: string;

  @ApiProperty({ description: 'The kind of problem in words.', example: 'Image not found' })
  title!: string;

  @ApiProperty({ type: 'integer', description: 'The HTTP status.', example: 404 })
  status!: number;

  @ApiProperty({ description: 'What went wrong this time.', example: 'There is no object "nobody.jpg" in bucket "photos".' })
  detail!: string;

  @ApiProperty({ description: 'The path that was asked for.', example: '/api/v1/face-recognition/match' })
  instance!: string;

  @ApiProperty({ description: 'The kind of problem, for programs.', example: 'object_not_found' })
  code!: string;

  @ApiProperty({ description: 'Equals the x-request-id header; names the log lines.', example: '99cc39c5-977d-4850-8342-6b39bd644b04' })
  request_id!: string;

  @ApiProperty({ description: 'The same request may succeed later, unchanged.', example: false })
  retryable!: boolean;

  @ApiPropertyOptional({ type: [FieldErrorDto], description: 'Only on invalid_request: the fields that are wrong.' })
  errors?: readonly FieldError[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', enum: ['up', 'down'] },
    description: 'Only on not_ready: the parts of the service; absent while the process is about to stop.',
  })
  checks?: Readonly<Record<string, 'up' | 'down'>>;
}
