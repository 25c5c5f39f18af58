import type { Jobs } from '@facerec/catalog';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CollectionNotAllowedError, JobNotFoundError } from '../problems/errors';

const collectionRoutes = '/api/v1/collections/:id';
const jobRoutes = '/api/v1/jobs/:id';

/**
 * Keeps callers within their collections, wherever a request names one: in the path, the body or the query, or by a job. Runs when the
 * body is read. Whether a foreign collection exists makes no difference to the answer; a foreign job is one that there is not.
 */
export function guardCollections(fastify: FastifyInstance, jobs: Pick<Jobs, 'find'>): void {
  fastify.addHook('preHandler', async (request) => {
    const { collectionPrefix: prefix = '' } = request.caller ?? {};
    if (prefix === '') return;
    if (request.routeOptions.config.aboutAllCollections === true) throw new CollectionNotAllowedError(prefix);
    if (collectionsNamedBy(request).some((id) => !id.startsWith(prefix))) throw new CollectionNotAllowedError(prefix);
    const jobId = isOn(request, jobRoutes) ? textOf(request.params, 'id') : undefined;
    if (jobId === undefined) return;
    const job = await jobs.find(jobId);
    if (job?.collectionId.startsWith(prefix) !== true) throw new JobNotFoundError(jobId);
  });
}

function collectionsNamedBy(request: FastifyRequest): string[] {
  const inPath = isOn(request, collectionRoutes) ? textOf(request.params, 'id') : undefined;
  return [inPath, textOf(request.body, 'collection_id'), textOf(request.query, 'collection_id')].filter((id) => id !== undefined);
}

function isOn(request: FastifyRequest, routes: string): boolean {
  const { url = '' } = request.routeOptions;
  return url === routes || url.startsWith(`${routes}/`);
}

/** What is no text is refused by the route's own validation. */
function textOf(holder: unknown, name: string): string | undefined {
  const value: unknown = (holder as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}
