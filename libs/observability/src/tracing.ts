import { type Attributes, type Context, context, propagation, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { outcomeOf } from './outcome-of';

export interface TracingOptions {
  /** Where the collector takes traces: http://host:4318/v1/traces. */
  readonly tracesUrl: string;
  readonly serviceName: string;
  /** 0..1, of traces that begin here; those that a caller began are as the caller decided. */
  readonly sampleRatio: number;
}

/** Longest wait for a collector at the end. */
const patienceMs = 3_000;

/** Until tracing is opened OpenTelemetry's API does nothing. */
const tracer = trace.getTracer('facerec');

/** Traces of this process. Whoever opens it closes it, by Nest's hook. */
export class Tracing {
  private constructor(private readonly provider: { shutdown(): Promise<void> } | undefined) {}

  /** Without options OpenTelemetry's SDK is not even loaded. */
  static async open(options: TracingOptions | undefined): Promise<Tracing> {
    if (options === undefined) return new Tracing(undefined);
    const { openTelemetry } = await import('./open-telemetry');
    return new Tracing(openTelemetry(options));
  }

  get isOn(): boolean {
    return this.provider !== undefined;
  }

  /** Sends what is left. */
  async onApplicationShutdown(): Promise<void> {
    if (this.provider === undefined) return;
    const sent = this.provider.shutdown().catch(() => undefined);
    await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
  }
}

/** Does the work inside a span, child of the current one or of `parent`; an error marks it, by its kind alone. */
export async function inSpan<T>(name: string, options: { readonly kind?: SpanKind; readonly attributes?: Attributes; readonly parent?: Context }, work: () => Promise<T>): Promise<T> {
  const { parent = context.active(), ...rest } = options;
  const span = tracer.startSpan(name, rest, parent);
  try {
    return await context.with(trace.setSpan(parent, span), work);
  } catch (error) {
    markFailed(span, outcomeOf(error));
    throw error;
  } finally {
    span.end();
  }
}

/** A span of something that has just ended, child of the current one. */
export function notedSpan(name: string, ms: number, outcome?: string): void {
  const now = Date.now();
  const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, startTime: now - ms });
  if (outcome !== undefined) markFailed(span, outcome);
  span.end(now);
}

/** The span of a request that begins, child of the caller's own where it sent a traceparent. */
export function serverSpan(name: string, headers: Readonly<Record<string, unknown>>, attributes: Attributes) {
  const parent = propagation.extract(ROOT_CONTEXT, headers);
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
  return {
    span: {
      end: (status: number): void => {
        span.setAttribute('http.response.status_code', status);
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    },
    /** Everything from there on is part of it. */
    goOn: (next: () => void): void => context.with(trace.setSpan(parent, span), next),
  };
}

/** Context of a W3C traceparent that came with a message. */
export function contextOf(traceparent: string | undefined): Context {
  return traceparent === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });
}

/** The current span for another process, as W3C traceparent; undefined: there is none. */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** What log lines tell of the current span: nothing without one. */
export function traceFields(): { readonly trace_id?: string; readonly span_id?: string } {
  const current = trace.getActiveSpan()?.spanContext();
  return current === undefined ? {} : { trace_id: current.traceId, span_id: current.spanId };
}

function markFailed(span: Span, outcome: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', outcome);
}
