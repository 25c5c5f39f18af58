import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { docsPath, documentPath } from '../docs-paths';
import { UnauthorizedError } from '../problems/errors';
import type { ApiKeys } from './api-keys';

/** For load balancers and orchestrators, which have no key. */
export const openRoutes: readonly string[] = ['/livez', '/readyz', '/health'];

/**
 * Refuses every request without a key, but for the open routes: documentation, unknown routes and all that is added later
 * included. Runs when the request is logged and a browser's preflight answered, and before its body is read.
 */
export function requireKey(fastify: FastifyInstance, keys: ApiKeys): void {
  if (!keys.areNeeded) return;
  fastify.addHook('preParsing', async (request, reply) => {
    if (openRoutes.includes(routeOf(request))) return;
    const key = keyOf(request);
    if (key === undefined || !keys.accept(key)) refuse(request, reply);
  });
}

/** "Authorization: Bearer KEY" or "x-api-key: KEY"; on the docs also Basic, any name and the key as password. */
function keyOf(request: FastifyRequest): string | undefined {
  const { authorization = '', 'x-api-key': apiKey } = request.headers;
  if (typeof apiKey === 'string') return apiKey;
  const [, scheme = '', credentials = ''] = /^(\w+) +(\S+)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() === 'basic' && isDocs(request)) return passwordOf(credentials);
  return undefined;
}

function refuse(request: FastifyRequest, reply: FastifyReply): never {
  reply.header('www-authenticate', isDocs(request) ? 'Basic realm="facerec", charset="UTF-8"' : 'Bearer realm="facerec"');
  throw new UnauthorizedError();
}

/**
 * A page cannot be opened with a header of one's own, so browsers ask for a password there. Nowhere else: they would add
 * it to requests that other sites make them send.
 */
function isDocs(request: FastifyRequest): boolean {
  const route = routeOf(request);
  return route === documentPath || route === docsPath || route.startsWith(`${docsPath}/`);
}

/** The route's own path, whatever the URL looked like; '' when there is none. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? '';
}

function passwordOf(credentials: string): string {
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}
