import { traceFields } from '@facerec/observability';
import type { Settings } from '@facerec/settings';
import type { Params } from 'nestjs-pino';
import pretty from 'pino-pretty';

/** Nest tells of every module it finds. */
const frameworkContexts = new Set<unknown>(['NestFactory', 'InstanceLoader']);

/** pino's number for `info`. */
const infoLevel = 30;

/** Lines as LOG_FORMAT says; written at once, so that a crash loses no line. */
export function loggingParams({ logLevel, logFormat, tracing }: Pick<Settings, 'logLevel' | 'logFormat' | 'tracing'>): Params {
  return {
    pinoHttp: {
      level: logLevel,
      base: undefined,
      ...(tracing !== undefined && { mixin: traceFields }),
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
