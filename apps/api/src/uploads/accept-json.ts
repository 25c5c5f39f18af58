import type { FastifyInstance } from 'fastify';
import { InvalidRequestError } from '../problems/errors';

/** More than any body of this API has; what walks through bodies calls itself for each level. */
const mostLevels = 20;

/** Bodies are JSON, and forms where there are images; everything else is 415. */
export function acceptJson(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Many clients send the type with every request, a DELETE without a body included.
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
  fastify.addHook('preValidation', async ({ body }) => {
    if (isDeeperThan(mostLevels, body)) throw new InvalidRequestError([{ pointer: '', detail: `The body is nested more than ${mostLevels} levels deep` }]);
  });
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(levels - 1, item));
}
