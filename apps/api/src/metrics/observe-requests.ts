import { type HttpMetrics, serverSpan } from '@facerec/observability';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AsyncLocalStorage } from 'node:async_hooks';

declare module 'node:http' {
  interface IncomingMessage {
    /** For its log line: the pattern of its route; undefined: there is none. */
    routePattern?: string;
    /** For its log line: the job it was about, or that it made. */
    jobId?: string;
  }
}

/** Asked for again and again. */
const untraced = new Set(['/health', '/livez', '/readyz', '/metrics']);

const jobRoutes = '/api/v1/jobs/:id';

/** Counts every request once, and notes what its log line tells of it. Before all other hooks, so that refused requests count. */
export function observeRequests(fastify: FastifyInstance, http: HttpMetrics): void {
  fastify.addHook('onRequest', async (request, { raw: response }) => {
    const startedAt = performance.now();
    const { method, routeOptions: { url: route } } = request;
    request.raw.routePattern = route;
    request.raw.jobId = jobOf(request);
    http.began();
    response.once('close', () => {
      http.ended({ method, route, status: response.writableFinished ? response.statusCode : undefined, ms: performance.now() - startedAt });
    });
  });
  fastify.addHook('preSerialization', async (request, _reply, answer: unknown) => {
    if (typeof answer === 'object' && answer !== null && 'job_id' in answer && typeof answer.job_id === 'string') request.raw.jobId = answer.job_id;
    return answer;
  });
}

function jobOf({ routeOptions: { url = '' }, params }: FastifyRequest): string | undefined {
  if (url !== jobRoutes && !url.startsWith(`${jobRoutes}/`)) return undefined;
  return (params as { readonly id?: string }).id;
}

/** A span for each request but probes and scrapes, in which everything that follows happens. */
export function traceRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, { raw: response }, done) => {
    const { method, routeOptions: { url: route } } = request;
    if (route !== undefined && untraced.has(route)) return done();
    const { span, goOn } = serverSpan(route === undefined ? method : `${method} ${route}`, request.headers, {
      'http.request.method': method, 'facerec.request_id': request.id, ...(route !== undefined && { 'http.route': route }),
    });
    response.once('close', () => span.end(response.statusCode));
    goOn(done);
  });
}

/** What belongs to a request (its log, its span) is kept in the asynchronous context, which is lost where its body comes in pieces. */
export function keepContext(fastify: FastifyInstance): void {
  const contexts = new WeakMap<FastifyRequest, ReturnType<typeof AsyncLocalStorage.snapshot>>();
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    contexts.set(request, AsyncLocalStorage.snapshot());
    done(null, payload);
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const inContext = contexts.get(request);
    if (inContext === undefined) done();
    else inContext(done);
  });
}
