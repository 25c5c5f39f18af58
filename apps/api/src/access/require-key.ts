import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { docsPath, documentPath } from '../docs-paths';
import { InsufficientScopeError, NotLocalError, UnauthorizedError } from '../problems/errors';
import { anybody, type KnownKeys } from './known-keys';
import { isLocalCaller } from './local-caller';
import type { RateLimits } from './rate-limits';

/** Whom a request has to pass. */
export interface Doorkeepers {
  readonly keys: KnownKeys;
  readonly rates: RateLimits;
  /** Whose pages may call. */
  readonly allowedOrigins: readonly string[];
}

/** For load balancers and orchestrators, which have no key. */
export const openRoutes: readonly string[] = ['/livez', '/readyz', '/health'];

/**
 * Refuses every request without a key, but for the open routes: documentation, unknown routes and all that is added later
 * included. Runs when the request is logged and a browser's preflight answered, and before its body is read.
 */
export function requireKey(fastify: FastifyInstance, { keys, rates, allowedOrigins }: Doorkeepers): void {
  fastify.decorateRequest('caller', undefined);
  fastify.addHook('onRoute', ({ method, url, config }) => {
    if (config?.scope === undefined && !needsNoScope(url)) throw new Error(`${String(method)} ${url} says of no scope that it needs it: add @Needs(…) to its method.`);
  });
  fastify.addHook('preParsing', async (request, reply) => {
    if (openRoutes.includes(routeOf(request))) return;
    const caller = await keys.callerOf(keyOf(request));
    if (caller === undefined || (caller === anybody && !isLocalCaller(request, allowedOrigins))) {
      await rates.countRefusal(request);
      refuse(request, reply, caller === undefined ? new UnauthorizedError() : new NotLocalError());
    }
    request.caller = caller;
    if (caller !== anybody) request.raw.callerId = caller.id;
    await rates.count(request, reply);
    const { scope } = request.routeOptions.config;
    if (scope !== undefined && !caller.scopes.includes(scope)) throw new InsufficientScopeError(scope);
  });
}

/** Documentation is for every key; '*' is the preflight of CORS. */
function needsNoScope(url: string): boolean {
  return openRoutes.includes(url) || isDocs(url) || url === '*';
}

/** "Authorization: Bearer KEY" or "x-api-key: KEY"; on the docs also Basic, any name and the key as password. */
function keyOf(request: FastifyRequest): string | undefined {
  const { authorization = '', 'x-api-key': apiKey } = request.headers;
  if (typeof apiKey === 'string') return apiKey;
  const [, scheme = '', credentials = ''] = /^(\w+) +(\S+)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() === 'basic' && isDocs(routeOf(request))) return passwordOf(credentials);
  return undefined;
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: UnauthorizedError): never {
  reply.header('www-authenticate', isDocs(routeOf(request)) ? 'Basic realm="facerec", charset="UTF-8"' : 'Bearer realm="facerec"');
  throw error;
}

/**
 * A page cannot be opened with a header of one's own, so browsers ask for a password there. Nowhere else: they would add
 * it to requests that other sites make them send.
 */
function isDocs(route: string): boolean {
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
