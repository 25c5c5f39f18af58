import { applyDecorators } from '@nestjs/common';
import { ApiConsumes } from '@nestjs/swagger';
import { ApiProblems } from '../problems/api-problems.decorator';
import type { ProblemCode } from '../problems/problems';
import { RouteFacts } from '../route-facts.decorator';

/** Whatever a request with an image may be told. */
const problems: readonly ProblemCode[] = [
  'invalid_request', 'bucket_not_allowed', 'object_not_found', 'image_too_large', 'request_too_large', 'unsupported_media_type', 'unsupported_image', 'undecodable_image',
  'pipeline_busy', 'image_store_unavailable',
];

/** For a route whose body may hold images: a form, or JSON; documents the problems that images bring, and those it is given. */
export function TakesImages(...more: readonly ProblemCode[]): MethodDecorator {
  return applyDecorators(
    RouteFacts({ takesImages: true }),
    ApiConsumes('application/json', 'multipart/form-data'),
    ApiProblems(...problems, ...more),
  );
}
