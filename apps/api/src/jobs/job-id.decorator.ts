import { ApiParam } from '@nestjs/swagger';
import { examples } from '../examples';

/** Documents the job in a path. */
export function ApiJobId(): MethodDecorator {
  return ApiParam({
    name: 'id', description: 'The `job_id` of a 202 answer.', schema: { type: 'string', example: examples.jobId, minLength: 1, maxLength: 100 },
  });
}
