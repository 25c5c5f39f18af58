import { Agent, request } from 'node:http';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly contentType?: string;
  readonly body?: Buffer;
}

export interface HttpAnswer {
  /** 0: no answer came, or only half of one. */
  readonly status: number;
  /** From the request's first byte to the answer's last. */
  readonly ms: number;
  readonly body: Buffer;
}

/** An answer that takes longer is an error. */
const timeoutMs = 30_000;

/** Asks one service over connections that stay open. Whoever makes it closes it. */
export class HttpClient {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly url: string) {}

  /** Never rejects: whatever goes wrong is a status. */
  send({ method, path, contentType, body }: HttpRequest): Promise<HttpAnswer> {
    const headers = body === undefined ? {} : { 'content-type': contentType, 'content-length': body.length };
    const start = performance.now();
    return new Promise((resolve) => {
      const end = (status: number, chunks: readonly Buffer[]): void => resolve({ status, ms: performance.now() - start, body: Buffer.concat(chunks) });
      const asked = request(`${this.url}${path}`, { method, headers, agent: this.agent, timeout: timeoutMs }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () => end(response.statusCode ?? 0, chunks));
        response.once('error', () => end(0, chunks));
      });
      asked.once('timeout', () => asked.destroy(new Error('timeout')));
      asked.once('error', () => end(0, []));
      asked.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
