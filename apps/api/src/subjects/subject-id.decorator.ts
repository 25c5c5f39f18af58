import { ApiParam } from '@nestjs/swagger';

/** Documents the subject in a path. */
export function ApiSubjectId(): MethodDecorator {
  return ApiParam({ name: 'subject_id', example: '5a8f0d4e-6b0e-4f3f-9d55-0d1c0a9a6a11' });
}
