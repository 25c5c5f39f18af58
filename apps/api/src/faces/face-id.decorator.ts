import { ApiParam } from '@nestjs/swagger';

/** Documents the face in a path. */
export function ApiFaceId(): MethodDecorator {
  return ApiParam({
    name: 'face_id', description: 'A `face_id` of the collection.', schema: { type: 'string', example: 'f3b32190-78f8-5748-9aff-f72e4995fada', minLength: 1, maxLength: 100 },
  });
}
