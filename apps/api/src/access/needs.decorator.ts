import type { KeyScope } from '@facerec/catalog';
import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { ApiProblems } from '../problems/api-problems.decorator';
import type { ProblemCode } from '../problems/problems';
import { RouteFacts } from '../route-facts.decorator';

/** What a key must be good for to use the route; without it the service does not start. Documents what callers are told otherwise. */
export function Needs(scope: KeyScope, ...more: readonly ProblemCode[]): MethodDecorator {
  return applyDecorators(
    RouteFacts({ scope }),
    ApiExtension('x-required-scope', scope),
    // A path that cannot be decoded is refused everywhere, and keys are in the catalog.
    ApiProblems('invalid_request', 'unauthorized', 'insufficient_scope', 'rate_limited', 'catalog_unavailable', ...more),
  );
}

/** As `Needs`, for a route that is about one collection, or lists several. */
export function NeedsInCollection(scope: KeyScope): MethodDecorator {
  return Needs(scope, 'collection_not_allowed');
}

/** As `Needs`, for a route that tells of all collections together: keys for some of them are refused. */
export function NeedsAllCollections(scope: KeyScope): MethodDecorator {
  return applyDecorators(RouteFacts({ aboutAllCollections: true }), NeedsInCollection(scope));
}
