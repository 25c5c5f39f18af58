import { ApiParam } from '@nestjs/swagger';

/** Documents the collection in a path. */
export function ApiCollectionId(example = 'family'): MethodDecorator & ClassDecorator {
  return ApiParam({ name: 'id', description: 'Collection of faces.', schema: { type: 'string', example, minLength: 1, maxLength: 100, pattern: '^[a-zA-Z0-9_-]+$' } });
}
