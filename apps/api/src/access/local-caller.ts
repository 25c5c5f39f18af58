import type { FastifyRequest } from 'fastify';

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Whether a request without a key may come from this machine's own programs and pages. Any page that a browser on it shows can send requests
 * to loopback, and with a name that resolves to it even read the answers (DNS rebinding): the one names its origin, the other a host that
 * is not ours. So does a proxy that lets others in.
 */
export function isLocalCaller({ headers: { host = '', origin } }: Pick<FastifyRequest, 'headers'>, allowedOrigins: readonly string[]): boolean {
  if (!loopbackHost.test(host)) return false;
  return origin === undefined || origin === `http://${host}` || allowedOrigins.includes(origin) || allowedOrigins.includes('*');
}
