import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { openVectorStore } from '@facerec/vector-store';
import { startPineconeServer, type PineconeServer } from '../local-pinecone/local-pinecone';
import { startLocalPostgres, type LocalPostgres } from '../local-postgres/local-postgres';

/** Stores that settings can name, and that do not fit. */
export interface UnfitStores {
  readonly pinecone: PineconeServer;
  readonly postgres: LocalPostgres;
  close(): Promise<void>;
}

/** Where nobody listens. */
export const nobody = '127.0.0.1:9';
const unservedDatabase = `postgres://anna:secret@${nobody}/faces`;
const index = { VECTOR_STORE: 'pinecone', PINECONE_API_KEY: 'local' };

/** What is wrong, the settings that make it so, and what the one line must say: the setting and what to do. */
export const wrongSettings: readonly (readonly [string, (stores: UnfitStores) => NodeJS.ProcessEnv, RegExp])[] = [
  ['a missing key', () => ({ ...index, PINECONE_API_KEY: '', PINECONE_INDEX_NAME: 'faces' }), /PINECONE_API_KEY: VECTOR_STORE=pinecone needs it; create a key/],
  ['a key that is refused', () => ({ ...index, PINECONE_API_KEY: 'wrong', PINECONE_INDEX_NAME: 'small' }), /PINECONE_API_KEY: .* 401.*use a key of the project/],
  ['an index of another dimension', () => ({ ...index, PINECONE_INDEX_NAME: 'small' }), /PINECONE_INDEX_NAME: index "small" has dimension 128, the model pack makes 512; name another index/],
  ['an index of another metric', () => ({ ...index, PINECONE_INDEX_NAME: 'euclidean' }), /PINECONE_INDEX_NAME: index "euclidean" measures euclidean.*name an index with metric cosine/],
  ['a catalog that nobody serves', () => ({ DATABASE_URL: unservedDatabase }), /DATABASE_URL: no connection to 127\.0\.0\.1:9; check host, port.*ECONNREFUSED/],
  ['vectors that nobody serves', () => ({ DATABASE_URL: unservedDatabase, VECTOR_STORE: 'pgvector' }), /DATABASE_URL: no connection to 127\.0\.0\.1:9; check host, port/],
  [
    'a table of vectors of another dimension', ({ postgres }) => ({ DATABASE_URL: postgres.url, VECTOR_STORE: 'pgvector' }),
    /DATABASE_URL: database "postgres" holds vectors of dimension 128, the model pack makes 512; name another database, or set MODEL_PACK/,
  ],
];

export async function startUnfitStores(): Promise<UnfitStores> {
  const [pinecone, postgres] = await Promise.all([startPineconeServer(), startLocalPostgres()]);
  const vectors = await openVectorStore({ kind: 'pgvector', url: postgres.url, dimension: 128 });
  await vectors.upsert('faces', [{ id: 'one', values: new Float32Array(128).fill(Math.sqrt(1 / 128)), metadata: {} }]);
  await Promise.all([
    vectors.close(),
    anIndex(pinecone, { name: 'small', dimension: 128, metric: 'cosine' }),
    anIndex(pinecone, { name: 'euclidean', dimension: 512, metric: 'euclidean' }),
  ]);
  const close = async (): Promise<void> => {
    await Promise.all([pinecone.close(), postgres.stop()]);
  };
  return { pinecone, postgres, close };
}

async function anIndex({ url }: PineconeServer, { name, dimension, metric }: { name: string; dimension: number; metric: string }): Promise<void> {
  const schema = { fields: { _values: { type: 'dense_vector', dimension, metric } } };
  const body = JSON.stringify({ name, schema, deployment: { cloud: 'aws', region: 'us-east-1' } });
  await fetch(`${url}/indexes`, { method: 'POST', headers: { 'api-key': 'local' }, body });
}

/** Everything that an app's process says, on either stream, before it ends by itself, with its exit code. */
export async function startInVain(main: string, env: NodeJS.ProcessEnv): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], AWS_ENDPOINT_URL: `http://${nobody}`, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), new Promise<number | null>((resolve) => child.once('exit', resolve))]);
  return { code, said: errors + out };
}
