import fc from 'fast-check';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { Answered, DocumentedApi, Operation } from './documented-api';
import { type FuzzRequest, requestsFor } from './requests';
import type { KnownValues } from './values';

export interface FuzzOptions {
  readonly url: string;
  readonly seed: number;
  /** Over all routes. */
  readonly requests: number;
  /** Puts what `known` names in its place again; called before each route's requests. */
  readonly prepare: () => Promise<KnownValues>;
}

/** A request whose answer is not as documented. */
export interface Fault {
  readonly operation: string;
  readonly request: string;
  readonly problems: readonly string[];
}

export interface FuzzResult {
  readonly requests: number;
  /** How many answers of each status, by route. */
  readonly statuses: Readonly<Record<string, Readonly<Record<number, number>>>>;
  readonly faults: readonly Fault[];
}

/** A service that is silent for so long hangs. */
const silenceMs = 30_000;

/** What the schemas cannot say: fields that belong together, and numbers that are settings. */
const beyondSchemas = /^(give exactly one of|\w+ (is|are) for |face_selection names|give min_cosine or|target_far |embedding must|an image is either|(image|source|target) is not valid base64|cursor is none|bucket (is part|must be named)|the body must name|max_faces must be 1 with|max_matches must not|.* must be an object of up to|.* well-formed Unicode|.*Idempotency-Key must be)/;

/** Sends as many requests to every route, made from the seed alone, and holds each answer against the document. */
export async function fuzz(api: DocumentedApi, { url, seed, requests, prepare }: FuzzOptions): Promise<FuzzResult> {
  const each = Math.ceil(requests / api.operations.length);
  const statuses: Record<string, Record<number, number>> = {};
  const faults: Fault[] = [];
  for (const [index, operation] of api.operations.entries()) {
    const known = await prepare();
    const counts: Record<number, number> = (statuses[operation.key] = {});
    for (const request of fc.sample(requestsFor(api, operation, known), { seed: seed + index, numRuns: each })) {
      const answer = await send(url, request);
      counts[answer.status] = (counts[answer.status] ?? 0) + 1;
      const problems = problemsOf(api, operation, { request, answer });
      if (problems.length > 0) faults.push({ operation: operation.key, request: describe(request), problems });
    }
  }
  return { requests: each * api.operations.length, statuses, faults };
}

function problemsOf(api: DocumentedApi, operation: Operation, { request, answer }: { readonly request: FuzzRequest; readonly answer: Answered }): string[] {
  const { status, body } = answer;
  if (status === 0 || (status >= 500 && status !== 503)) return [`answers ${status}: ${JSON.stringify(body)}`];
  return [
    ...api.departures(operation, answer),
    ...(request.allowed === false && status < 300 ? [`answers ${status} to what the document does not allow`] : []),
    ...(request.allowed === true && status === 400 && !isBeyondSchemas(body) ? [`refuses what the document allows: ${JSON.stringify(body)}`] : []),
  ];
}

function isBeyondSchemas(body: unknown): boolean {
  const { errors = [], detail: whole } = body as { readonly errors?: readonly { readonly detail: string }[]; readonly detail: string };
  // Names such as "__proto__" are refused wherever they stand.
  if (errors.length === 0) return whole.startsWith('Body is not valid JSON');
  return errors.every(({ detail }) => beyondSchemas.test(detail));
}

/** Status 0: no answer. An event stream counts as answered when it begins. */
async function send(url: string, { method, path, headers, body }: FuzzRequest): Promise<Answered> {
  const sent = httpRequest(`${url}${path}`, { method, headers: { ...headers, ...(body && { 'content-length': String(body.length) }) }, timeout: silenceMs });
  sent.on('timeout', () => sent.destroy(new Error(`No answer for ${silenceMs / 1000} s.`)));
  try {
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    const type = response.headers['content-type'] ?? '';
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
      if (type.startsWith('text/event-stream')) break;
    }
    const text = Buffer.concat(chunks).toString();
    return { status: response.statusCode ?? 0, headers: response.headers, body: type.includes('json') ? JSON.parse(text) : text };
  } catch (error) {
    return { status: 0, headers: {}, body: String(error) };
  } finally {
    sent.destroy();
  }
}

function describe({ method, path, headers, body }: FuzzRequest): string {
  return `${method} ${path.slice(0, 300)} ${JSON.stringify(headers)} ${body === undefined ? '' : JSON.stringify(Buffer.from(body).toString().slice(0, 600))}`;
}
