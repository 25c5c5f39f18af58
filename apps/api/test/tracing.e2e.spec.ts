import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { bundledApp } from '../../../tools/testing/bundled-app';
import { get, root, startApi, type TestApi } from './service';

interface ReceivedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}
interface OtlpBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<ReceivedSpan, 'service'>[] }[];
  }[];
}

/** Takes OTLP over HTTP as a collector does. */
async function startCollector(): Promise<{ readonly url: string; readonly spans: ReceivedSpan[]; readonly texts: string[]; readonly server: Server }> {
  const [spans, texts]: [ReceivedSpan[], string[]] = [[], []];
  const server = createServer(async (incoming, response) => {
    const body = (await json(incoming)) as OtlpBody;
    texts.push(JSON.stringify(body));
    expect(incoming.url).toBe('/v1/traces');
    for (const { resource, scopeSpans } of body.resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      spans.push(...scopeSpans.flatMap((scope) => scope.spans).map((span) => ({ ...span, service })));
    }
    response.setHeader('content-type', 'application/json').end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, texts, server };
}

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

/** Only for its cloud and its settings. */
let neighbour: TestApi;
let collector: Awaited<ReturnType<typeof startCollector>>;
let bundles: readonly string[];
const children: ChildProcess[] = [];
let log = '';

function start(main: string, env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, [main], {
    cwd: root, env: { PATH: process.env['PATH'], ...neighbour.env, LOG_LEVEL: 'info', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...env }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
  children.push(child);
  return child;
}

/** The body comes in two pieces, as larger ones do. */
async function postInPieces(url: string, body: string): Promise<number> {
  const outgoing = request(url, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': body.length, traceparent, 'x-request-id': 'traced' } });
  const answered = once(outgoing, 'response');
  outgoing.write(body.slice(0, 10));
  await pause(100);
  outgoing.end(body.slice(10));
  const [response] = await answered;
  response.resume();
  return response.statusCode;
}

beforeAll(async () => {
  [neighbour, collector] = await Promise.all([startApi(), startCollector()]);
  bundles = await Promise.all([bundledApp('api'), bundledApp('indexer')]);
  await neighbour.images.put('photos', 'sample1.jpg', await readFile(join(root, '.data/samples/sample1.jpg')), 'image/jpeg');
});
afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  collector?.server.close();
  await neighbour?.stop();
});

describe('a service with OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  it('sends one trace of a request, its message and what the indexer does with it; its log lines tell the trace', async () => {
    const [api, indexer] = bundles.map((main) => start(main, {}));
    while (!log.includes('/docs')) await pause(25);
    const url = /http:\/\/127\.0\.0\.1:\d+(?=\/docs)/.exec(log)?.[0];
    const body = JSON.stringify({ bucket: 'photos', key: 'sample1.jpg', collection_id: 'a-secret-collection' });
    expect(await postInPieces(`${url}/api/v1/face-recognition/index`, body)).toBe(200);
    await get(`${url}/livez`);
    for (const child of [api, indexer]) {
      const ended = once(child as ChildProcess, 'exit');
      child?.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    }

    const spans = collector.spans.filter((span) => span.traceId === traceId);
    const named = (name: string, service = 'facerec-indexer') => spans.filter((span) => span.name === name && span.service === service);
    const [server] = named('POST /api/v1/face-recognition/index', 'facerec-api');
    const [enqueued] = named('queue enqueue', 'facerec-api');
    const [message] = named('index image');
    expect(server?.parentSpanId).toBe('b7ad6b7169203331');
    expect(enqueued?.parentSpanId).toBe(server?.spanId);
    expect(message?.parentSpanId).toBe(enqueued?.spanId);
    expect(named('catalog insert jobs', 'facerec-api')[0]?.parentSpanId).toBe(server?.spanId);
    for (const name of ['image_store read', 'pipeline analyze', 'vector_store upsert', 'catalog insert receipts']) {
      expect({ name, parent: named(name)[0]?.parentSpanId }).toEqual({ name, parent: message?.spanId });
    }
    expect(collector.spans.some(({ name }) => name.includes('livez'))).toBe(false);
    expect(collector.texts.join()).not.toContain('a-secret-collection');

    const lines = log.split('\n').filter((line) => line.includes(traceId));
    for (const said of ['Queued', 'POST /api/v1/face-recognition/index 200', 'Image finished']) expect(lines.find((line) => line.includes(said))).toBeDefined();
    expect(log.split('\n').find((line) => line.includes('Queued'))).toContain('"request_id":"traced"');
  });
});
