import type { Settings } from '@facerec/settings';
import type { Params } from 'nestjs-pino';
import type { IncomingMessage, ServerResponse } from 'node:http';
import pretty from 'pino-pretty';

/** Asked for again and again, and worth no line when they go well. */
const quietRoutes = /^\/(health|livez|readyz|docs)(?=[/?]|$)/;

/** One line for each finished request, without bodies and headers: JSON in production, readable otherwise. */
export function loggingParams({ environment, logLevel }: Pick<Settings, 'environment' | 'logLevel'>): Params {
  return {
    pinoHttp: {
      level: logLevel,
      base: undefined,
      quietReqLogger: true,
      customAttributeKeys: { reqId: 'request_id', responseTime: 'ms' },
      wrapSerializers: false,
      customLogLevel: (_request, response) => levelOf(response),
      customSuccessMessage: (request, response) => `${request.method} ${pathOf(request)} ${response.statusCode}`,
      customErrorMessage: (request, response) => `${request.method} ${pathOf(request)} ${response.statusCode}`,
      customSuccessObject: (_request, _response, facts) => ({ ms: facts.ms }),
      // What went wrong has its own line, from ProblemFilter.
      customErrorObject: (_request, _response, _error, facts) => ({ ms: facts.ms }),
      autoLogging: { ignore: ({ url = '' }) => quietRoutes.test(url) },
      ...(environment !== 'production' && { stream: pretty({ singleLine: true, ignore: 'pid,hostname', sync: true }) }),
    },
  };
}

function levelOf({ statusCode }: ServerResponse): 'error' | 'warn' | 'info' {
  if (statusCode >= 500 && statusCode !== 503) return 'error';
  return statusCode === 503 ? 'warn' : 'info';
}

/** Without the query string, which may hold what no log should. */
function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
}
