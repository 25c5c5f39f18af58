import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { startPineconeServer, type PineconeServer } from '../../../tools/local-pinecone/local-pinecone';
import { bundledApp } from '../../../tools/testing/bundled-app';
import { aDataDirectory, type DataDirectory } from '../../../tools/testing/data-directory';
import { root } from './photos';

let main: string;
let directory: DataDirectory;
let pinecone: PineconeServer;

beforeAll(async () => {
  [main, directory, pinecone] = await Promise.all([bundledApp('indexer'), aDataDirectory(), startPineconeServer()]);
  await Promise.all([
    anIndex({ name: 'small', dimension: 128, metric: 'cosine' }),
    anIndex({ name: 'euclidean', dimension: 512, metric: 'euclidean' }),
  ]);
});
afterAll(async () => {
  await pinecone?.close();
  await directory?.remove();
});

async function anIndex({ name, dimension, metric }: { name: string; dimension: number; metric: string }): Promise<void> {
  const schema = { fields: { _values: { type: 'dense_vector', dimension, metric } } };
  const body = JSON.stringify({ name, schema, deployment: { cloud: 'aws', region: 'us-east-1' } });
  await fetch(`${pinecone.url}/indexes`, { method: 'POST', headers: { 'api-key': 'local' }, body });
}

/** What the process says before it ends by itself, with its exit code. */
async function start(env: NodeJS.ProcessEnv): Promise<{ code: number | null; errors: string }> {
  const common = { PATH: process.env['PATH'], DATA_DIR: directory.path, AWS_ENDPOINT_URL: 'http://127.0.0.1:9', PINECONE_CONTROLLER_HOST: pinecone.url };
  const child = spawn(process.execPath, [main], { cwd: root, env: { ...common, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  const [errors, code] = await Promise.all([text(child.stderr), new Promise<number | null>((resolve) => child.once('exit', resolve))]);
  return { code, errors };
}

describe('the indexer process', () => {
  const index = { VECTOR_STORE: 'pinecone', PINECONE_API_KEY: 'local' };
  const database = 'postgres://anna:secret@127.0.0.1:9/faces';

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['a missing key', { ...index, PINECONE_API_KEY: '', PINECONE_INDEX_NAME: 'faces' }, /PINECONE_API_KEY: VECTOR_STORE=pinecone needs it; create a key/],
    ['a key that is refused', { ...index, PINECONE_API_KEY: 'wrong', PINECONE_INDEX_NAME: 'small' }, /PINECONE_API_KEY: .* 401.*use a key of the project/],
    ['an index of another dimension', { ...index, PINECONE_INDEX_NAME: 'small' }, /PINECONE_INDEX_NAME: index "small" has dimension 128, the model pack makes 512; name another index/],
    ['an index of another metric', { ...index, PINECONE_INDEX_NAME: 'euclidean' }, /PINECONE_INDEX_NAME: index "euclidean" measures euclidean.*name an index with metric cosine/],
    ['a catalog that nobody serves', { DATABASE_URL: database }, /DATABASE_URL: no connection to 127\.0\.0\.1:9; check host, port.*ECONNREFUSED/],
    ['vectors that nobody serves', { DATABASE_URL: database, VECTOR_STORE: 'pgvector' }, /DATABASE_URL: no connection to 127\.0\.0\.1:9; check host, port/],
  ])('does not start with %s: one line names the setting and what to do', async (_, env, message) => {
    const { code, errors } = await start(env);
    expect(code).toBe(1);
    // Of settings that can be told to be wrong without asking anybody all are listed, each on a line of its own.
    const [said, ...more] = errors.trim().replace('The settings cannot be used:\n  ', '').split('\n');
    expect(said).toMatch(/^The indexer cannot start\. /);
    expect(said).toMatch(message);
    expect(said).not.toContain('secret');
    expect(more).toEqual([]);
  });
});
