import type { HttpMetrics } from '@facerec/observability';
import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'node:http' {
  interface IncomingMessage {
    /** For its log line: the pattern of its route; undefined: there is none. */
    routePattern?: string;
    /** For its log line: the job it was about, or that it made. */
    jobId?: string;
  }
}

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
