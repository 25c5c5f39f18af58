import { ApiParam } from '@nestjs/swagger';
import { examples } from '../examples';

/** Documents the face in a path. */
export function ApiFaceId(): MethodDecorator {
  return ApiParam({
    name: 'face_id', description: 'A `face_id` of the collection.', schema: { type: 'string', example: examples.faceId, minLength: 1, maxLength: 100 },
  });
}
