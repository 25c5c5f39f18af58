import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemDto } from './problem.dto';
import type { ProblemDescription } from './describe-problem';

/** Answers with a problem, addressed to the request it happened in. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, description: ProblemDescription): void {
  const { retryAfterSeconds, ...problem } = description;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  const body: ProblemDto = { ...problem, instance: pathOf(request), request_id: request.id };
  reply.status(problem.status).type('application/problem+json').send(body);
}

/** Without the query string, which may hold what nobody should repeat. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}
