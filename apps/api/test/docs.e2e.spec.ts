import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { detectionId, faceId } from '@facerec/face-indexing';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { DocumentedApi, type Operation } from '../../../tools/openapi/documented-api';
import type { Schema } from '../../../tools/openapi/schemas';
import { examples } from '../src/examples';
import { displayedRequests } from './displayed-requests';
import { answerOf, get, post, root, startApi, startIndexer, type Answer, type TestApi } from './service';

let api: TestApi;
let stopIndexer: (() => Promise<void>) | undefined;
let documented: DocumentedApi;
let sample: Buffer;

beforeAll(async () => {
  api = await startApi();
  stopIndexer = await startIndexer(api);
  sample = await readFile(join(root, '.data/samples/sample1.jpg'));
  await api.images.put('photos', 'sample1.jpg', sample, 'image/jpeg');
  documented = new DocumentedApi((await get(`${api.url}/api/v1/openapi.json`)).body);
});
afterAll(async () => {
  await stopIndexer?.();
  await api?.stop();
});

/** The body that Swagger UI fills in. */
function shownBody(path: string): Record<string, unknown> {
  return (documented.operation(`POST ${path}`).requestBody?.content['application/json']?.example ?? {}) as Record<string, unknown>;
}

function expectAsDocumented(operation: Operation, answer: Answer): void {
  const headers: Record<string, string> = {};
  answer.headers.forEach((value, name) => { headers[name] = value; });
  const { key } = operation;
  expect({ key, departures: documented.departures(operation, { ...answer, headers }) }).toEqual({ key, departures: [] });
}

const index = '/api/v1/face-recognition/index';
const match = '/api/v1/face-recognition/match';

describe('the OpenAPI document', () => {
  it('names every route, with a summary, an answer and its problems', () => {
    const paths = documented.operations.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining([index, match, '/api/v1/jobs/{id}', '/health', '/livez', '/readyz']));
    for (const { key, summary, tags, responses } of documented.operations) {
      expect({ key, summary, tags }).toEqual({ key, summary: expect.any(String), tags: [expect.any(String)] });
      for (const [status, { content }] of Object.entries(responses)) {
        const types = Number(status) < 300 ? [['application/json'], ['image/jpeg'], ['text/event-stream'], ['text/plain']] : [['application/problem+json']];
        expect(types).toContainEqual(Object.keys(content ?? {}));
      }
    }
  });

  it('says of each problem once when it comes', () => {
    for (const { key, responses } of documented.operations) {
      for (const { description = '', content } of Object.values(responses)) {
        const codes = Object.keys(content?.['application/problem+json']?.examples ?? {});
        expect({ key, codes: [...description.matchAll(/\(`(\w+)`\)/g)].map(([, code]) => code) }).toEqual({ key, codes });
      }
    }
  });

  it('shows examples that keep to their own schemas', () => {
    for (const [name, schema] of Object.entries(documented.document.components?.schemas ?? {})) {
      for (const [field, { example, ...rest }] of Object.entries((schema as Schema).properties ?? {})) {
        if (example !== undefined) expect({ name, field, errors: documented.errors(rest, example) }).toEqual({ name, field, errors: [] });
      }
    }
    for (const { key, parameters, requestBody } of documented.operations) {
      for (const { name, schema, example } of parameters) if (example !== undefined) expect([key, name, documented.allows(schema, example)]).toEqual([key, name, true]);
      const { schema, example } = requestBody?.content['application/json'] ?? {};
      if (schema !== undefined) expect([key, documented.allows(schema, example)]).toEqual([key, true]);
    }
  });
});

describe('every documented route', () => {
  it('works as displayed, one after the other, and answers as documented', async () => {
    const statuses: Record<string, number> = {};
    for (const { operation, path, body } of displayedRequests(documented)) {
      const { key, method } = operation;
      const response = await fetch(`${api.url}${path}`, { method, ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
      const answer = await answerOf(response);
      expect({ key, problem: answer.status < 300 ? undefined : answer.body }).toEqual({ key, problem: undefined });
      expectAsDocumented(operation, answer);
      statuses[key] = answer.status;
    }
    expect(Object.keys(statuses)).toHaveLength(documented.operations.length);
    expect((await get(`${api.url}/api/v1/collections`)).body.collections.map(({ collection_id: id }: Record<string, string>) => id)).toEqual(['demo']);
  });

  it('shows the ids that the photo of the examples has', () => {
    const content = {
      contentSha256: createHash('sha256').update(sample).digest('hex'), embeddingContract: api.app.get(FacePipelinePool, { strict: false }).pack.embeddingContract,
    };
    const image = { collectionId: 'family', bucket: 'photos', key: 'sample1.jpg' };
    const { embeddingContract, faceId: shownFaceId, detectionId: shownDetectionId } = examples;
    expect({ embeddingContract, faceId: shownFaceId, detectionId: shownDetectionId }).toEqual({
      embeddingContract: content.embeddingContract, faceId: faceId(image, content, 0), detectionId: detectionId(image, content),
    });
  });

  it('answers as documented when it is to hurry, and when there is no such thing', async () => {
    const queued = await post(`${api.url}${index}`, shownBody(index), { prefer: 'respond-async' });
    expect(queued.status).toBe(202);
    expectAsDocumented(documented.operation(`POST ${index}`), queued);
    for (const { operation, path } of displayedRequests(documented).filter(({ operation: { key, path: pattern } }) => pattern.includes('{') && !key.startsWith('P'))) {
      const answer = await answerOf(await fetch(`${api.url}${path.replace(/(family|demo|[\da-f-]{36})/, 'nobody')}`, { method: operation.method }));
      expect({ key: operation.key, status: answer.status }).toEqual({ key: operation.key, status: 404 });
      expectAsDocumented(operation, answer);
    }
  });

  it('documents the problems it answers with', async () => {
    for (const path of [index, match]) {
      const body = shownBody(path);
      const problems = [
        await post(`${api.url}${path}`, {}),
        await post(`${api.url}${path}`, '{'),
        await post(`${api.url}${path}`, { ...body, bucket: 'elsewhere' }),
        await post(`${api.url}${path}`, { ...body, filler: 'x'.repeat(1024 * 1024) }),
        await post(`${api.url}${path}`, 'text', { 'content-type': 'text/plain' }),
      ];
      expect(problems.map(({ status }) => status)).toEqual([400, 400, 403, 413, 415]);
      for (const problem of problems) expectAsDocumented(documented.operation(`POST ${path}`), problem);
    }
    expectAsDocumented(documented.operation(`POST ${match}`), await post(`${api.url}${match}`, { ...shownBody(match), key: 'nobody.jpg' }));
  });
});

describe('/docs', () => {
  it('shows Swagger UI with all it needs', async () => {
    const page = await get(`${api.url}/docs`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('<title>Face recognition API</title>');
    const assets = [...page.body.matchAll(/(?:src|href)="(\.\/docs\/[^"]+)"/g)].map(([, path]) => path as string);
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) expect((await fetch(new URL(asset, `${api.url}/`))).status).toBe(200);
  });
});
