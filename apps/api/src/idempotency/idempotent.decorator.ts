import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { ProblemCode } from '../problems/problems';
import { IdempotencyInterceptor } from './idempotency.interceptor';

/** What such a route documents besides its own problems. */
export const idempotencyProblems = ['idempotency_in_progress', 'idempotency_key_reused'] as const satisfies readonly ProblemCode[];

/** For a POST that makes or changes something: with an `Idempotency-Key` the same request is done once, and answered the same for 24 hours. */
export function Idempotent(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key', required: false, schema: { type: 'string', minLength: 1, maxLength: 255 },
      description: 'Any text of your own, such as a UUID: sent again with the same key within 24 hours, the request is not done again but answered as before.',
    }),
  );
}
