import { KeptAnswers } from '@facerec/catalog';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, concatMap, from, type Observable, of } from 'rxjs';
import { IdempotencyInProgressError, IdempotencyKeyReusedError, InvalidRequestError } from '../problems/errors';
import { fingerprintOf, keyId } from './fingerprint';

const ttlMs = 24 * 60 * 60 * 1000;

/** Any printable text. */
const wellFormed = /^[\x20-\x7e]{1,255}$/;

/** Headers that belong to an answer; all others belong to the request at hand. */
const keptHeaders = ['location', 'etag'] as const;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Answers a request that was answered before as it was then. What failed is not kept: it may be tried again. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly answers: KeptAnswers) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers['idempotency-key'];
    if (key === undefined) return next.handle();
    if (typeof key !== 'string' || !wellFormed.test(key)) {
      throw new InvalidRequestError([{ pointer: 'idempotency-key', detail: 'Idempotency-Key must be 1 to 255 printable ASCII characters' }]);
    }
    const id = keyId(request, key);
    const fingerprint = fingerprintOf(request);
    const kept = await this.answers.begin(id, fingerprint, ttlMs);
    if (kept === undefined) return this.answerAnew(id, next, reply);
    if (kept.fingerprint !== fingerprint) throw new IdempotencyKeyReusedError();
    if (kept.answer === null) throw new IdempotencyInProgressError();
    return of(repeat(JSON.parse(kept.answer) as Answer, reply));
  }

  private answerAnew(id: string, next: CallHandler, reply: FastifyReply): Observable<unknown> {
    return next.handle().pipe(
      concatMap(async (body: unknown) => {
        const headers = Object.fromEntries(keptHeaders.map((name) => [name, reply.getHeader(name)]));
        await this.answers.keep(id, JSON.stringify({ status: reply.statusCode, headers, body } satisfies Answer));
        return body;
      }),
      catchError((error: unknown) => from(this.answers.drop(id).then(() => { throw error; }))),
    );
  }
}

function repeat({ status, headers, body }: Answer, reply: FastifyReply): unknown {
  reply.status(status);
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  return body;
}
