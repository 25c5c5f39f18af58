import { traceFields } from '@facerec/observability';
import type { Settings } from '@facerec/settings';
import type { Params } from 'nestjs-pino';
import type { IncomingMessage, ServerResponse } from 'node:http';
import pretty from 'pino-pretty';

type Request = IncomingMessage & { readonly originalUrl?: string };

/** Asked for again and again, and worth no line. */
const quietRoutes = /^\/(health|livez|readyz|metrics|docs)(?=[/?]|$)/;

/** Nest tells of every module and route it finds. */
const frameworkContexts = new Set<unknown>(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** pino's number for `info`. */
const infoLevel = 30;

/** One line for each finished request, with the id of its key, without its body and headers. */
export function loggingParams({ logLevel, logFormat, tracing }: Pick<Settings, 'logLevel' | 'logFormat' | 'tracing'>): Params {
  return {
    pinoHttp: {
      level: logLevel,
      base: undefined,
      ...(tracing !== undefined && { mixin: traceFields }),
      // pino-http would add the whole request to each line, and the response to the last.
      quietReqLogger: true,
      quietResLogger: true,
      wrapSerializers: false,
      serializers: { req: () => undefined },
      customAttributeKeys: { reqId: 'request_id', responseTime: 'ms' },
      customLogLevel: (_request, response) => levelOf(response),
      customSuccessMessage: (request, response) => summaryOf(request, response),
      customErrorMessage: (request, response) => summaryOf(request, response),
      customSuccessObject: (request: Request, response, { ms }) => factsOf(request, response, ms),
      // What went wrong has a line of its own, from ProblemFilter.
      customErrorObject: (request: Request, response, _error, { ms }) => factsOf(request, response, ms),
      autoLogging: { ignore: (request) => quietRoutes.test(urlOf(request)) },
      hooks: {
        logMethod(args, method, level) {
          const [first] = args as unknown[];
          if (level <= infoLevel && typeof first === 'object' && first !== null && 'context' in first && frameworkContexts.has(first.context)) return;
          method.apply(this, args);
        },
      },
      ...(logFormat === 'readable' && { stream: pretty({ singleLine: true, sync: true, ignore: 'context' }) }),
    },
  };
}

function levelOf({ statusCode }: ServerResponse): 'error' | 'warn' | 'info' {
  if (statusCode === 503) return 'warn';
  return statusCode >= 500 ? 'error' : 'info';
}

function factsOf({ method, routePattern: route, callerId: key, jobId: job_id }: Request, { statusCode: status }: ServerResponse, ms: number): object {
  return { method, route, status, ms, key, job_id };
}

/** Without the query string, which may hold what no log should. */
function summaryOf(request: Request, { statusCode }: ServerResponse): string {
  return `${request.method} ${urlOf(request).split('?', 1)[0]} ${statusCode}`;
}

/** Nest's middleware layer on Fastify shortens `url` while it runs. */
function urlOf({ originalUrl, url = '' }: Request): string {
  return originalUrl ?? url;
}
