import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, rpcError } from './api-error.ts';
import { Faults, type Fault } from './faults.ts';
import { PineconeState } from './pinecone-state.ts';
import { route } from './route.ts';
import { MAX_BYTES } from './validate.ts';
import type { Lag } from './vector-index.ts';

export interface PineconeServerOptions {
  /** Default: any free one. */
  readonly port?: number;
  /** Where everything written is kept; default: in memory. */
  readonly file?: string;
  /** The one that is accepted; default "local". */
  readonly apiKey?: string;
}

export interface PineconeServer {
  readonly port: number;
  /** http://127.0.0.1:PORT, for PINECONE_CONTROLLER_HOST. */
  readonly url: string;
  close(): Promise<void>;
}

/** Pinecone on 127.0.0.1: control plane, data plane, and "/_local" to make trouble (see local-pinecone.ts). */
export async function startPineconeServer({ port = 0, file, apiKey = 'local' }: PineconeServerOptions = {}): Promise<PineconeServer> {
  const state = new PineconeState(file);
  const faults = new Faults();
  const server = createServer((request, response) => {
    serve({ state, faults, apiKey }, request, response).catch((error: Error) => {
      // A sender that hangs up in mid-request; anything else would be a mistake of ours.
      if (!response.destroyed) send(response, rpcError(500, error.message));
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: bound } = server.address() as AddressInfo;
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { port: bound, url: `http://127.0.0.1:${bound}`, close };
}

interface Context {
  readonly state: PineconeState;
  readonly faults: Faults;
  readonly apiKey: string;
}

async function serve({ state, faults, apiKey }: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const bytes = await bodyOf(request);
  const body = () => (bytes.length === 0 ? {} : JSON.parse(bytes.toString())) as Record<string, unknown>;
  if (url.pathname === '/_local/faults') return send(response, setFaults(faults, request.method, bytes));
  if (url.pathname === '/_local/lag') {
    state.lag = body() as unknown as Lag;
    return send(response, { status: 200, body: {} });
  }
  const fault = faults.next(url.pathname);
  if (fault?.kind === 'slow') await sleep(fault.delayMs);
  if (response.destroyed || (fault?.kind === 'drop' && fault.when === 'before')) return void response.destroy();
  const answer = fault?.kind === 'status' ? refusal(fault) : answerTo(() => {
    if (request.headers['api-key'] !== apiKey) throw new ApiError(401, 'Unauthorized');
    if (bytes.length > MAX_BYTES) throw rpcError(400, `Request size ${Math.ceil(bytes.length / 2 ** 20)}MB exceeds the maximum supported size of 2MB`);
    return route(state, { method: request.method ?? 'GET', url, body: body() });
  });
  if (fault?.kind !== 'drop') return send(response, answer);
  if (fault.when === 'amid') await sendHalf(response, answer);
  response.destroy();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function setFaults(faults: Faults, method: string | undefined, bytes: Buffer): Answer {
  if (method === 'DELETE') faults.clear();
  else faults.add(JSON.parse(bytes.toString()) as Fault[]);
  return { status: 200, body: {} };
}

function refusal({ status, retryAfterSeconds }: Extract<Fault, { kind: 'status' }>): Answer {
  const headers = retryAfterSeconds === undefined ? undefined : { 'retry-after': String(retryAfterSeconds) };
  return rpcError(status, status === 429 ? 'Too many requests, slow down' : 'The service is currently unavailable', headers);
}

interface Answer {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Record<string, string>;
}

function answerTo(handle: () => Answer): Answer {
  try {
    return handle();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json', 'content-length': Buffer.byteLength(text), ...headers });
  response.end(text);
}

function sendHalf(response: ServerResponse, { status, body }: Answer): Promise<void> {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  return new Promise((resolve) => response.write(text.slice(0, 1), () => resolve()));
}
