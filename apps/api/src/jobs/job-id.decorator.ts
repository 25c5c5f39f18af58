import { ApiParam } from '@nestjs/swagger';

/** Documents the job in a path. */
export function ApiJobId(): MethodDecorator {
  return ApiParam({
    name: 'id', description: 'The `job_id` of a 202 answer.', schema: { type: 'string', example: '20399363-d625-411e-bcd0-f68543d6a970', minLength: 1, maxLength: 100 },
  });
}
