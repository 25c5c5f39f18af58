import { ApiParam } from '@nestjs/swagger';
import { examples } from '../examples';

/** Documents the subject in a path. */
export function ApiSubjectId(): MethodDecorator {
  return ApiParam({ name: 'subject_id', schema: { type: 'string', example: examples.subjectId, minLength: 1, maxLength: 100, pattern: '^[a-zA-Z0-9_-]+$' } });
}
