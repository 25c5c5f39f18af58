import { Pinecone, type Index } from '@pinecone-database/pinecone';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearFaults, injectFaults, startPineconeServer, type PineconeServer } from './local-pinecone';
import { OpenApi, type Exchange } from './testing/open-api';

// Pinecone's own description of its data plane; not part of the repository. SDK 9 says 2026-07 in its requests; the routes
// used here are the same in both.
const DESCRIPTION = join(__dirname, '../../../shared/data/pinecone/db_data_2026-04.oas.yaml');
const present = existsSync(DESCRIPTION);
if (!present) console.log(`skipped: the local Pinecone against Pinecone's OpenAPI description (${DESCRIPTION} is absent)`);

(present ? describe : describe.skip)('the local Pinecone, asked by the SDK, against Pinecone\'s OpenAPI description', () => {
  const openApi = present ? new OpenApi(readFileSync(DESCRIPTION, 'utf8')) : (undefined as never);
  let server: PineconeServer;
  let index: Index;
  let exchanges: Exchange[] = [];

  const recording: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const url = new URL(String(input));
    if (!url.pathname.startsWith('/hosts/faces/')) return response;
    url.pathname = url.pathname.slice('/hosts/faces'.length);
    const requestBody = init?.body === undefined ? undefined : (JSON.parse(String(init.body)) as unknown);
    const responseBody: unknown = await response.clone().json();
    exchanges.push({ method: init?.method ?? 'GET', url, headers: new Headers(init?.headers), requestBody, status: response.status, responseBody });
    return response;
  };

  beforeAll(async () => {
    server = await startPineconeServer();
    const pinecone = new Pinecone({ apiKey: 'local', controllerHostUrl: server.url, fetchApi: recording, maxRetries: 0 });
    const { host } = (await pinecone.indexes.create({ name: 'faces', dimension: 4, metric: 'cosine', spec: { serverless: { cloud: 'aws', region: 'us-east-1' } } })) ?? {};
    index = pinecone.index({ host, namespace: 'ns' });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    await index.upsert({ records: ['a', 'b', 'c'].map((id) => ({ id, values: [1, 2, 3, 4], metadata: { bucket: 'photos', confidence: 0.9, schema: 2, ok: true } })) });
    exchanges = [];
  });
  afterEach(() => clearFaults(server.url));

  it.each<[string, number, () => Promise<unknown>]>([
    ['POST /vectors/upsert', 200, () => index.upsert({ records: [{ id: 'd', values: [4, 3, 2, 1] }] })],
    ['POST /vectors/upsert', 400, () => index.upsert({ records: [{ id: 'd', values: [1] }] })],
    ['POST /query', 200, () => index.query({ vector: [1, 2, 3, 4], topK: 2 })],
    ['POST /query', 200, () => index.query({ vector: [1, 2, 3, 4], topK: 2, includeMetadata: true, includeValues: true, filter: { bucket: { $eq: 'photos' } } })],
    ['POST /query', 200, () => index.query({ vector: [1, 2, 3, 4], topK: 2, namespace: 'absent' })],
    ['GET /vectors/fetch', 200, () => index.fetch({ ids: ['a', 'b', 'absent'] })],
    ['POST /vectors/fetch_by_metadata', 200, () => index.fetchByMetadata({ filter: { bucket: { $eq: 'photos' } } })],
    ['POST /vectors/fetch_by_metadata', 200, () => index.fetchByMetadata({ filter: { bucket: { $eq: 'photos' } }, limit: 2 })],
    ['GET /vectors/list', 200, () => index.listPaginated({ prefix: 'a', limit: 1 })],
    ['POST /vectors/delete', 200, () => index.deleteMany({ ids: ['a'] })],
    ['POST /vectors/delete', 200, () => index.deleteMany({ filter: { bucket: { $eq: 'photos' } } })],
    ['POST /vectors/delete', 200, () => index.deleteAll()],
    ['POST /vectors/delete', 404, () => index.deleteMany({ ids: ['a'], namespace: 'absent' })],
    ['POST /describe_index_stats', 200, () => index.describeIndexStats()],
    ['GET /namespaces', 200, () => index.listNamespaces({ limit: 1 })],
    ['GET /namespaces/{namespace}', 200, () => index.describeNamespace('ns')],
    ['GET /namespaces/{namespace}', 404, () => index.describeNamespace('absent')],
    ['DELETE /namespaces/{namespace}', 200, () => index.deleteNamespace('ns')],
    ['DELETE /namespaces/{namespace}', 404, () => index.deleteNamespace('absent')],
  ])('%s answers %i as described', async (operation, status, call) => {
    const failed = await call().then(() => false, () => true);
    expect(failed).toBe(status >= 400);
    expect(exchanges.map((exchange) => ({ ...openApi.check(exchange), status: exchange.status }))).toEqual([{ operation, problems: [], status }]);
  });

  it.each([429, 500, 503])('an injected %i looks as described', async (status) => {
    await injectFaults(server.url, [{ kind: 'status', status }]);
    await index.query({ vector: [1, 2, 3, 4], topK: 1 }).catch(() => undefined);
    expect(exchanges.map((exchange) => ({ ...openApi.check(exchange), status: exchange.status }))).toEqual([{ operation: 'POST /query', problems: [], status }]);
  });

  it('would notice a wrong answer', () => {
    const right = { method: 'POST', url: new URL('http://x/query'), headers: new Headers({ 'X-Pinecone-Api-Version': '2026-04' }), requestBody: { topK: 1 }, status: 200 };
    expect(openApi.check({ ...right, responseBody: { matches: [{ id: 'a', score: 1 }] } }).problems).toEqual([]);
    expect(openApi.check({ ...right, responseBody: { matches: [{ score: '1' }] } }).problems).toHaveLength(2);
    expect(openApi.check({ ...right, responseBody: { match: [] } }).problems).toHaveLength(1);
    expect(openApi.check({ ...right, url: new URL('http://x/search'), responseBody: {} }).problems).toEqual(['is not described']);
  });
});
