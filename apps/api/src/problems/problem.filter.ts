import { type ArgumentsHost, Catch, type ExceptionFilter, Logger, MethodNotAllowedException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { explainError } from '../explain-error';
import { describeProblem } from './describe-problem';
import { pathOf, sendProblem } from './send-problem';

const methods = ['GET', 'POST', 'PATCH', 'DELETE'] as const;

/** Every error of every route leaves here, as RFC 9457 problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const description = describeProblem(error);
    if (description.code === 'not_found') return this.answerUnknownRoute(request, reply, error);
    if (description.code === 'internal_error') this.logger.error({ msg: 'Unexpected error', err: error });
    // Readiness tells of outages itself, once.
    else if (description.status >= 500 && description.code !== 'not_ready') this.logger.warn(explainError(error));
    sendProblem(request, reply, description);
  }

  /** A known path asked with another method is 405, not 404. */
  private answerUnknownRoute(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
    const url = pathOf(request);
    const allowed = methods.filter((method) => request.server.hasRoute({ method, url }));
    if (allowed.length === 0) return sendProblem(request, reply, describeProblem(error));
    reply.header('allow', allowed.join(', '));
    sendProblem(request, reply, describeProblem(new MethodNotAllowedException(`${url} answers ${allowed.join(', ')} only.`)));
  }
}
