import { HttpMetrics, Tracing } from '@facerec/observability';
import type { Settings } from '@facerec/settings';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import { guardAccess } from './access/guard-access';
import { ApiModule } from './api.module';
import { Departure } from './health/departure';
import { createHttpAdapter } from './http-adapter';
import { keepContext, observeRequests, traceRequests } from './metrics/observe-requests';
import { serveDocs } from './openapi';

/** The whole API, not yet listening; whoever creates it closes it. Throws what its stores, queue and models throw. */
export async function createApiApp(settings: Settings): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(settings), createHttpAdapter(settings.http), {
    abortOnError: false,
    // Fastify's own JSON parser keeps to the body limit and refuses everything that is not JSON.
    bodyParser: false,
    bufferLogs: true,
    // An app that cannot be created is main.ts's line to tell, not also Nest's.
    autoFlushLogs: false,
  });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  observeRequests(fastify, app.get(HttpMetrics));
  if (app.get(Tracing).isOn) traceRequests(fastify);
  keepContext(fastify);
  await guardAccess(app, settings.http);
  const { allowedOrigins } = settings.http;
  if (allowedOrigins.length > 0) {
    app.enableCors({
      origin: allowedOrigins.includes('*') ? '*' : [...allowedOrigins],
      methods: ['GET', 'POST', 'PATCH', 'DELETE'],
      exposedHeaders: [
        'etag', 'link', 'location', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'retry-after', 'www-authenticate', 'x-request-id',
      ],
    });
  }
  app.get(Departure).closeConnectionsOf(app.getHttpAdapter().getInstance());
  serveDocs(app);
  return app;
}
