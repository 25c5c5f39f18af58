import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants';
import type { FastifyContextConfig } from 'fastify';

/** What hooks are to know of a route, in `request.routeOptions.config`. Unlike Nest's RouteConfig it adds to what was said before. */
export function RouteFacts(facts: FastifyContextConfig): MethodDecorator {
  return (_target, _name, descriptor) => {
    const handler = descriptor.value as object;
    const known = Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) as FastifyContextConfig | undefined;
    Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...known, ...facts }, handler);
  };
}
