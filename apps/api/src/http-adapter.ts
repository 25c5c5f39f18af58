import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyServerOptions } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import { answerClientError } from './problems/answer-client-error';
import { describeProblem } from './problems/describe-problem';
import { sendProblem } from './problems/send-problem';
import { acceptJson } from './uploads/accept-json';
import { acceptForms } from './uploads/accept-forms';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For a route whose bodies may be larger than others. */
    bodyBytes?: number;
  }
}

/** Bodies are a few names and numbers, unless a route takes images. */
const bodyLimit = 1024 * 1024;

/** Of URL and headers together. */
const headerBytes = 16 * 1024;

/** A caller's own id is kept when it is fit for a log line. */
const callersRequestId = /^[\w.:/=+-]{1,128}$/;

/** What the adapter needs to know of `settings.http`. */
export interface ConnectionSettings {
  /** For the whole of a request to arrive. */
  readonly requestTimeoutMs: number;
  /** Proxies whose word is taken for the caller's address and protocol. */
  readonly trustedProxies: number;
}

const options = {
  bodyLimit,
  // On shutdown connections that carry a request may finish it; idle ones are closed.
  forceCloseConnections: 'idle',
  // A request that still came over an open connection is answered like any other, as its last.
  return503OnClosing: false,
  clientErrorHandler: answerClientError,
  genReqId: requestIdOf,
  // A URL that cannot be decoded is refused before there is a route or a hook.
  frameworkErrors: (error, request, reply) => sendProblem(request, withHeaders(reply), describeProblem(error)),
} satisfies FastifyServerOptions;

/** Fastify with this API's limits; on every response an x-request-id and the headers browsers need. */
export function createHttpAdapter({ requestTimeoutMs, trustedProxies }: ConnectionSettings): FastifyAdapter {
  const adapter = new FastifyAdapter({
    ...options,
    trustProxy: trustedProxies,
    requestTimeout: requestTimeoutMs,
    // Node looks for slow requests this often, and takes 30 s unless told.
    http: { maxHeaderSize: headerBytes, headersTimeout: requestTimeoutMs, connectionsCheckingInterval: requestTimeoutMs / 4 },
  });
  const fastify = adapter.getInstance();
  acceptJson(fastify);
  fastify.addHook('onRequest', async (_request, reply) => void withHeaders(reply));
  fastify.addHook('onRoute', (route) => {
    if (route.config?.bodyBytes !== undefined) route.bodyLimit = route.config.bodyBytes;
  });
  acceptForms(fastify);
  return adapter;
}

function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && callersRequestId.test(given) ? given : randomUUID();
}

function withHeaders(reply: FastifyReply): FastifyReply {
  return reply.headers({
    'x-request-id': reply.request.id,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    // Answers speak of people: they are kept by nobody on the way, and embedded nowhere else. Swagger UI's own files say otherwise.
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    // Browsers heed it over TLS only, which ends at a proxy: what it says of the connection decides.
    ...(reply.request.protocol === 'https' && { 'strict-transport-security': 'max-age=31536000' }),
    // Swagger UI brings its own scripts, and styles and icons inline; pictures that were answered it shows from the page's memory.
    'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'none'",
  });
}
