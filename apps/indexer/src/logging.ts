import type { Settings } from '@facerec/settings';
import type { Params } from 'nestjs-pino';
import pretty from 'pino-pretty';

/** JSON in production, readable otherwise; written at once, so that a crash loses no line. */
export function loggingParams({ environment, logLevel }: Pick<Settings, 'environment' | 'logLevel'>): Params {
  const stream = environment === 'production' ? {} : { stream: pretty({ singleLine: true, sync: true }) };
  return { pinoHttp: { level: logLevel, base: undefined, ...stream } };
}
