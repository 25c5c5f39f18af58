import { ApiHeader } from '@nestjs/swagger';

/** Documents the header. */
export function ApiPrefer(description = '`respond-async`: answer 202 at once.'): MethodDecorator {
  return ApiHeader({ name: 'Prefer', required: false, description, schema: { type: 'string' } });
}

/** RFC 7240: preferences are separated by commas, and may carry parameters. */
export function prefersAsync(prefer = ''): boolean {
  return prefer.split(',').some((preference) => preference.split(';', 1)[0]?.trim().toLowerCase() === 'respond-async');
}
