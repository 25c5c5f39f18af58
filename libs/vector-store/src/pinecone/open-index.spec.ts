import { Logger } from '@nestjs/common';
import { Pinecone, type CreateIndexOptions } from '@pinecone-database/pinecone';
import { clearFaults, injectFaults, startPineconeServer, type PineconeServer } from '../../../../tools/local-pinecone/local-pinecone';
import { VectorStoreSettingsError, VectorStoreUnavailableError } from '../errors';
import type { PineconeVectorStoreOptions } from './pinecone-options';
import { PineconeVectorStore } from './pinecone-vector-store';
import { realTransport } from './retrying-fetch';
import { watchedTransport } from './testing/watched-transport';

Logger.overrideLogger(['error']);

let server: PineconeServer;
beforeAll(async () => { server = await startPineconeServer(); });
afterAll(() => server.close());
afterEach(() => clearFaults(server.url));

const place = { cloud: 'aws', region: 'eu-west-1' } as const;

function open(options: Partial<PineconeVectorStoreOptions>, transport = watchedTransport().transport) {
  return PineconeVectorStore.open({ apiKey: 'local', index: 'faces', dimension: 512, controllerUrl: server.url, ...options }, transport);
}

function aPinecone(): Pinecone {
  return new Pinecone({ apiKey: 'local', controllerHostUrl: server.url });
}

async function anIndex(name: string, { dimension = 512, metric = 'cosine' }: Partial<Pick<CreateIndexOptions, 'dimension' | 'metric'>> = {}): Promise<void> {
  await aPinecone().indexes.create({ name, dimension, metric, spec: { serverless: place } } as CreateIndexOptions);
}

describe('PineconeVectorStore.open', () => {
  it('creates a missing index where it may', async () => {
    await (await open({ index: 'new', createIfMissing: place })).ping();
    expect(await aPinecone().indexes.describe('new')).toMatchObject({
      dimension: 512, metric: 'cosine', deployment: { deploymentType: 'managed', ...place },
    });
  });

  it('opens an index that another process creates at the same moment', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => open({ index: 'contested', createIfMissing: place })));
    await Promise.all(stores.map((store) => store.ping()));
  });

  it('takes an index as created when the answer to its creation was lost', async () => {
    await injectFaults(server.url, [{ kind: 'status', status: 404 }, { kind: 'drop', when: 'after', path: '/indexes' }]);
    await (await open({ index: 'lost', createIfMissing: place })).ping();
  });

  it('goes to the address that it is given', async () => {
    await anIndex('elsewhere');
    const { transport, requests } = watchedTransport();
    await (await open({ index: 'elsewhere', host: `${server.url.replace('127.0.0.1', 'localhost')}/hosts/elsewhere` }, transport)).stats('x');
    expect(requests.at(-1)?.path).toMatch(/^http:\/\/localhost:\d+\/hosts\/elsewhere\/namespaces\/x$/);
  });

  it('waits for an index that is not ready yet', async () => {
    await anIndex('slow');
    let asked = 0;
    const { transport, pauses } = watchedTransport();
    const fetchSlow: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input).endsWith('/indexes/slow') || ++asked > 3) return response;
      return Response.json({ ...((await response.json()) as object), status: { ready: false, state: 'Initializing' }, schema: { fields: {} } });
    };
    await open({ index: 'slow' }, { ...transport, fetch: fetchSlow });
    expect(pauses).toEqual([1_000, 1_000]);
  });

  it.each<[string, RegExp, Partial<PineconeVectorStoreOptions>]>([
    ['a missing index', /^PINECONE_INDEX_NAME: index "absent" does not exist .*create it \(dimension 512, metric cosine, serverless\).* PINECONE_CLOUD and PINECONE_REGION/, { index: 'absent' }],
    ['another dimension', /^PINECONE_INDEX_NAME: index "of-768" has dimension 768, the model pack makes 512; .*MODEL_PACK/, { index: 'of-768' }],
    ['another metric', /^PINECONE_INDEX_NAME: index "euclidean" measures euclidean.*name an index with metric cosine/, { index: 'euclidean' }],
    ['a bad key', /^PINECONE_API_KEY: Pinecone answered 401: Unauthorized; use a key of the project that holds index "faces"/, { apiKey: 'wrong' }],
    ['no key', /^PINECONE_API_KEY: it is empty; create a key/, { apiKey: '' }],
    ['a name that Pinecone refuses', /^PINECONE_INDEX_NAME: index "Faces_1" could not be created in aws eu-west-1: .*lower case/, { index: 'Faces_1', createIfMissing: place }],
    ['an address of the index where nobody answers', /^PINECONE_INDEX_HOST: http:\/\/127\.0\.0\.1:9 does not answer; leave it out/, { index: 'new', createIfMissing: place, host: 'http://127.0.0.1:9' }],
    ['an address where nobody answers', /^PINECONE_CONTROLLER_HOST: http:\/\/127\.0\.0\.1:9 does not answer; check the address/, { controllerUrl: 'http://127.0.0.1:9' }],
  ])('names the setting and what to do about %s, in one line', async (_, message, options) => {
    if (options.index === 'of-768') await anIndex('of-768', { dimension: 768 });
    if (options.index === 'euclidean') await anIndex('euclidean', { metric: 'euclidean' });
    const failure = (await open(options).catch((error: unknown) => error)) as Error;
    expect(failure).toBeInstanceOf(VectorStoreSettingsError);
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toContain('\n');
  });

  it('does not blame the settings while Pinecone is in trouble', async () => {
    await injectFaults(server.url, [{ kind: 'status', status: 503, times: 100 }]);
    await expect(open({})).rejects.toThrow(VectorStoreUnavailableError);
  });

  it('refuses a pod-based index', async () => {
    const pod: typeof fetch = async () => Response.json({
      name: 'pods', host: 'pods.test', status: { ready: true, state: 'Ready' }, deletion_protection: 'disabled',
      schema: { fields: { _values: { type: 'dense_vector', dimension: 512, metric: 'cosine' } } },
      deployment: { deployment_type: 'pod', environment: 'us-east1-gcp', pod_type: 'p1.x1', replicas: 1, shards: 1 },
    });
    await expect(open({ index: 'pods' }, { ...realTransport, fetch: pod })).rejects.toThrow(/^PINECONE_INDEX_NAME: index "pods" is pod-based/);
  });
});
