import type { Metrics } from './metrics';

export interface FinishedRequest {
  readonly method: string;
  /** The route's pattern, never the URL; undefined: there is none. */
  readonly route: string | undefined;
  /** undefined: the client was gone before its answer was sent. */
  readonly status: number | undefined;
  readonly ms: number;
}

/** Methods that anybody may invent are one. */
const methods = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']);

/** Requests in hand, and how long each took. */
export class HttpMetrics {
  private readonly inFlight;
  private readonly durations;

  constructor(metrics: Metrics) {
    this.inFlight = metrics.gauge({ name: 'facerec_http_requests_in_flight', help: 'HTTP requests that are being answered.' });
    this.durations = metrics.histogram({
      name: 'facerec_http_request_duration_seconds', labels: ['method', 'route', 'status'],
      help: 'HTTP requests, from their headers to the end of the answer. Status 499: the client left before.',
    });
  }

  began(): void {
    this.inFlight.inc();
  }

  /** Exactly once for each that began. */
  ended({ method, route = 'unknown', status = 499, ms }: FinishedRequest): void {
    this.inFlight.dec();
    this.durations.observe({ method: methods.has(method) ? method : 'other', route, status: String(status) }, ms / 1000);
  }
}
