import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics';

export interface MetricsServerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** SHA-256 of each key that may ask, in lower-case hexadecimal digits; none: no key is asked for. */
  readonly apiKeyDigests: readonly string[];
}

/** GET /metrics, and nothing else, for an app that answers no other requests. Whoever opens it closes it. */
export class MetricsServer {
  private constructor(private readonly server: Server) {}

  /** Throws what listening throws. */
  static async open(metrics: Metrics, { host, port, apiKeyDigests }: MetricsServerOptions): Promise<MetricsServer> {
    const server = createServer(async (request, response) => {
      if (apiKeyDigests.length > 0 && !apiKeyDigests.includes(digestOf(request))) {
        return response.writeHead(401, { 'www-authenticate': 'Bearer realm="facerec"' }).end();
      }
      if (request.url?.split('?', 1)[0] !== '/metrics') return response.writeHead(404).end();
      if (request.method !== 'GET') return response.writeHead(405, { allow: 'GET' }).end();
      const text = await metrics.render().catch(() => undefined);
      response.writeHead(text === undefined ? 500 : 200, { 'content-type': metrics.contentType }).end(text);
    });
    server.listen(port, host);
    await once(server, 'listening');
    return new MetricsServer(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** "Authorization: Bearer KEY" or "x-api-key: KEY", as with the API. Looked up by digest, from whose time no key follows. */
function digestOf({ headers }: IncomingMessage): string {
  const key = headers['x-api-key'] ?? /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  return createHash('sha256').update(String(key)).digest('hex');
}
