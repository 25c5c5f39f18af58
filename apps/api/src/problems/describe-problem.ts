import { PipelineBusyError } from '@facerec/face-pipeline';
import { HttpException } from '@nestjs/common';
import { IndexingFailedError, InvalidRequestError, NotReadyError, RateLimitedError } from './errors';
import type { ProblemDto } from './problem.dto';
import { codeOfError, codeOfStatus, isProblemCode, problems, type ProblemCode, type ProblemKind } from './problems';

/** Seconds before a client should try again when a dependency is down: about one ping of /readyz. */
const retryAfterSeconds = 5;

/** The part of a problem that does not depend on the request it happened in. */
export type ProblemDescription = Omit<ProblemDto, 'instance' | 'request_id'> & { readonly retryAfterSeconds?: number };

/** Any error as a problem. What is not known becomes `internal_error`, without a word of its own. */
export function describeProblem(error: unknown): ProblemDescription {
  if (error instanceof IndexingFailedError) {
    const { code, detail } = error.problem;
    return describeKind(isProblemCode(code) ? code : 'indexing_failed', detail);
  }
  const known = codeOfError(error);
  if (known === undefined) return describeRefusal(error);
  const { message } = error as Error;
  return {
    ...describeKind(known, message),
    ...(error instanceof InvalidRequestError && { errors: error.errors }),
    ...(error instanceof NotReadyError && { checks: error.checks }),
    ...((error instanceof PipelineBusyError || error instanceof RateLimitedError) && { retryAfterSeconds: error.retryAfterSeconds }),
  };
}

/** What the framework refused, by its status; anything else is ours, and internal. */
function describeRefusal(error: unknown): ProblemDescription {
  const status = statusOf(error);
  const code = status === undefined ? undefined : codeOfStatus(status);
  if (code === undefined) return describeKind('internal_error', '');
  // Framework texts of 4xx speak of the request alone ("Body is not valid JSON but …").
  return describeKind(code, (error as Error).message);
}

/** Nest's own errors carry getStatus(), Fastify's and its plugins' statusCode. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return undefined;
}

/** `message` is told where the kind has no words of its own. */
export function describeKind(name: ProblemCode, message: string): ProblemDescription {
  const kind: ProblemKind = problems[name];
  const { code = name } = kind;
  return {
    type: `urn:problem-type:facerec:${code}`,
    title: kind.title,
    status: kind.status,
    detail: kind.detail ?? message,
    code,
    retryable: kind.retryable,
    ...(kind.status === 503 && { retryAfterSeconds }),
  };
}
