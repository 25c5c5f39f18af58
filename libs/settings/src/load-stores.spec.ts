import { SettingsError } from './errors';
import { loadSettings } from './load-settings';

const url = 'postgresql://anna:se%40cret@db.example:5433/faces?sslmode=require';
const pinecone = { VECTOR_STORE: 'pinecone', PINECONE_API_KEY: 'key', PINECONE_INDEX_NAME: 'faces' };

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('the stores', () => {
  it('keep the catalog in Postgres when it is named, and the vectors there by pgvector', () => {
    expect(loadSettings({ DATABASE_URL: url })).toMatchObject({ catalog: { kind: 'postgres', url }, vectorStore: { kind: 'embedded' } });
    expect(loadSettings({ DATABASE_URL: url, VECTOR_STORE: 'pgvector' }).vectorStore).toEqual({ kind: 'pgvector', url, dimension: 512 });
  });

  it('take the vectors to Pinecone', () => {
    expect(loadSettings(pinecone)).toMatchObject({
      vectorStore: { kind: 'pinecone', apiKey: 'key', index: 'faces', dimension: 512 }, catalog: { kind: 'sqlite' },
    });
    const local = { PINECONE_CONTROLLER_HOST: 'http://127.0.0.1:5081', PINECONE_HOST: 'http://127.0.0.1:5081/hosts/faces', PINECONE_CLOUD: 'aws', PINECONE_REGION: 'eu-west-1' };
    expect(loadSettings({ ...pinecone, ...local }).vectorStore).toMatchObject({
      controllerUrl: local.PINECONE_CONTROLLER_HOST, host: local.PINECONE_HOST, createIfMissing: { cloud: 'aws', region: 'eu-west-1' },
    });
  });

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['an unknown engine', { VECTOR_STORE: 'faiss' }, /^VECTOR_STORE: "faiss" is not known; use embedded, pinecone, pgvector\.$/],
    ['no key', { ...pinecone, PINECONE_API_KEY: '' }, /^PINECONE_API_KEY: VECTOR_STORE=pinecone needs it; create a key/],
    ['no index', { ...pinecone, PINECONE_INDEX_NAME: '' }, /^PINECONE_INDEX_NAME: VECTOR_STORE=pinecone needs it; name an index of dimension 512/],
    ['a cloud without region', { ...pinecone, PINECONE_CLOUD: 'aws' }, /^PINECONE_REGION: PINECONE_CLOUD=aws needs it/],
    ['a region without cloud', { ...pinecone, PINECONE_REGION: 'eu-west-1' }, /^PINECONE_CLOUD: PINECONE_REGION=eu-west-1 needs it; use aws, gcp, azure/],
    ['an unknown cloud', { ...pinecone, PINECONE_CLOUD: 'mine', PINECONE_REGION: 'here' }, /^PINECONE_CLOUD: "mine" is not known/],
    ['an address without scheme', { ...pinecone, PINECONE_CONTROLLER_HOST: 'localhost:5081' }, /^PINECONE_CONTROLLER_HOST: "localhost:5081" is not a URL/],
    ['pgvector without database', { VECTOR_STORE: 'pgvector' }, /^DATABASE_URL: VECTOR_STORE=pgvector keeps the vectors there; set it to postgres:/],
    ['another database', { DATABASE_URL: 'mysql://anna:secret@db/faces' }, /^DATABASE_URL: it is not a URL such as postgres:/],
    ['no database in the URL', { DATABASE_URL: 'postgres://anna:secret@db' }, /^DATABASE_URL: it is not a URL such as postgres:/],
    ['a password that is not encoded', { DATABASE_URL: 'postgres://anna:se/cret@db/faces' }, /^DATABASE_URL: it is not a URL such as .*%2F/],
  ])('are refused in one line with %s', (_, env, message) => {
    const [problem, ...others] = problemsOf(env);
    expect(problem).toMatch(message);
    expect(problem).not.toMatch(/secret|\n/);
    expect(others).toEqual([]);
  });
});
