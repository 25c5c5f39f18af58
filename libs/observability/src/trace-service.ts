import { SpanKind, trace } from '@opentelemetry/api';
import { imageOperations, type MeasuredService, queueOperations, vectorOperations } from './measure-service';
import { outcomeOf } from './outcome-of';
import type { StoreCall } from './store-metrics';
import { contextOf, inSpan, notedSpan } from './tracing';
import { type AsyncMethod, watchCalls } from './watch-calls';

/** Pings and the depth belong to no request's story. */
const untold = new Set(['ping', 'depth']);

/** Every call from now on is a span. */
export function traceService({ pool, vectors, images, queue }: Omit<MeasuredService, 'indexer'>): void {
  watchCalls(pool, ['analyze'], (_method, call) => inSpan('pipeline analyze', {}, async () => {
    const analysis = (await call()) as { faces: readonly unknown[]; stageMs: Readonly<Record<string, number>> };
    const stages = Object.entries(analysis.stageMs).map(([stage, ms]) => [`facerec.${stage}_ms`, Math.round(ms)] as const);
    trace.getActiveSpan()?.setAttributes({ 'facerec.faces': analysis.faces.length, ...Object.fromEntries(stages) });
    return analysis;
  }));
  traceStore('vector_store', vectors, vectorOperations);
  traceStore('image_store', images, imageOperations);
  traceStore('queue', queue, queueOperations);
}

/** For the catalog, which tells of its statements. */
export function traceStatement({ operation, ms, error }: StoreCall): void {
  if (trace.getActiveSpan() !== undefined) notedSpan(`catalog ${operation}`, ms, error === undefined ? undefined : outcomeOf(error));
}

/** What is traced of an `IndexingHandler`. */
export interface TracedHandler {
  handle(...facts: never[]): Promise<void>;
}

/** A message goes on with the trace of whoever sent it. */
export function traceMessages(handler: TracedHandler): void {
  watchCalls(handler, ['handle'], (_method, call, [message, delivery]) => {
    const [{ job_id }, { traceparent }] = [message, delivery] as [{ readonly job_id: string }, { readonly traceparent?: string }];
    return inSpan('index image', { kind: SpanKind.CONSUMER, attributes: { 'facerec.job_id': job_id }, parent: contextOf(traceparent) }, call);
  });
}

function traceStore<T extends object>(name: string, store: T, operations: readonly AsyncMethod<T>[]): void {
  const told = operations.filter((operation) => !untold.has(operation));
  watchCalls(store, told, (operation, call) => inSpan(`${name} ${operation}`, { kind: name === 'queue' ? SpanKind.PRODUCER : SpanKind.CLIENT }, call));
}
