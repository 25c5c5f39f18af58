import { ApiParam } from '@nestjs/swagger';

/** Documents the collection in a path. */
export function ApiCollectionId(): MethodDecorator & ClassDecorator {
  return ApiParam({ name: 'id', description: 'Collection of faces.', example: 'family' });
}
