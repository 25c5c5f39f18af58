import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clearFaults, injectFaults, setLag, startLocalPinecone, type LocalPinecone } from '../local-pinecone/local-pinecone';
import { startLocalPostgres, type LocalPostgres } from '../local-postgres/local-postgres';

export const engineNames = ['embedded', 'pinecone', 'pgvector'] as const;
export type EngineName = (typeof engineNames)[number];

export interface Trouble {
  readonly name: string;
  /** The indexers get over hiccups by themselves; an outage lasts until they have found the store down; at a restart its process is killed. */
  readonly kind: 'hiccups' | 'outage' | 'restart';
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** The servers that a vector store and a catalog need, and what goes wrong with them. */
export interface Engine {
  /** What selects them. */
  readonly env: NodeJS.ProcessEnv;
  readonly troubles: readonly Trouble[];
  /** Until reads show all that was written. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** A process that is killed and comes back at the same place. */
interface Server {
  readonly pid: number;
  stop(): Promise<void>;
}

/** How far reads of Pinecone lag behind. */
const lagMs = 300;

/** Opens what an engine needs, everything below `directory`. */
export async function openEngine(name: EngineName, directory: string): Promise<Engine> {
  switch (name) {
    case 'embedded':
      // Files that the indexers share: nothing to break but the indexers.
      return { env: { VECTOR_STORE: 'embedded' }, troubles: [], settle: async () => undefined, close: async () => undefined };
    case 'pinecone':
      return openPinecone(directory);
    case 'pgvector': {
      const database = await openDatabase(directory);
      return { env: { VECTOR_STORE: 'pgvector', ...database.env }, troubles: [database.restart], settle: async () => undefined, close: database.close };
    }
  }
}

/** The catalog is on Postgres, as in production. */
async function openPinecone(directory: string): Promise<Engine> {
  const database = await openDatabase(directory);
  const file = join(directory, 'pinecone.jsonl');
  let server: LocalPinecone = await startLocalPinecone({ file });
  const { url } = server;
  const port = Number(new URL(url).port);
  await setLag(url, { ms: lagMs, reads: 0 });
  const restart = restarting('Pinecone is killed', () => server, async () => {
    server = await startLocalPinecone({ file, port });
    await setLag(url, { ms: lagMs, reads: 0 });
  });
  return {
    env: {
      VECTOR_STORE: 'pinecone', PINECONE_API_KEY: 'local', PINECONE_INDEX_NAME: 'faces', PINECONE_CONTROLLER_HOST: url,
      PINECONE_CLOUD: 'aws', PINECONE_REGION: 'us-east-1', ...database.env,
    },
    troubles: [hiccups(url), database.restart, refusals(url), restart],
    settle: async () => {
      await clearFaults(url);
      await delay(lagMs);
    },
    close: async () => {
      await server.stop();
      await database.close();
    },
  };
}

/** 429, 503 and connections that break at every point of a request: what a client repeats, and nobody else notices. */
function hiccups(url: string): Trouble {
  // Of the data plane: an indexer that just starts is right to end when the control plane breaks off each of its attempts.
  const path = '/vectors';
  const begin = () => injectFaults(url, [
    { kind: 'status', status: 429, retryAfterSeconds: 1, times: 2, path },
    { kind: 'drop', when: 'after', times: 3, path },
    { kind: 'status', status: 503, times: 3, path },
    { kind: 'drop', when: 'before', times: 2, path },
    { kind: 'drop', when: 'amid', times: 2, path },
    { kind: 'slow', delayMs: 500, times: 2, path },
  ]);
  return { name: 'Pinecone answers 429 and 503, slowly, or not at all', kind: 'hiccups', begin, end: async () => undefined };
}

/** As many as nobody's patience outlasts. */
function refusals(url: string): Trouble {
  const begin = () => injectFaults(url, [{ kind: 'status', status: 503, times: 10_000 }]);
  return { name: 'Pinecone answers nothing but 503', kind: 'outage', begin, end: () => clearFaults(url) };
}

async function openDatabase(directory: string): Promise<{ readonly env: NodeJS.ProcessEnv; readonly restart: Trouble; close(): Promise<void> }> {
  const options = { directory: join(directory, 'postgres') };
  let server: LocalPostgres = await startLocalPostgres(options);
  const { url } = server;
  const port = Number(new URL(url).port);
  const restart = restarting('Postgres is killed', () => server, async () => {
    server = await startLocalPostgres({ ...options, port });
  });
  return { env: { DATABASE_URL: url }, restart, close: () => server.stop() };
}

function restarting(name: string, server: () => Server, start: () => Promise<void>): Trouble {
  return { name, kind: 'restart', begin: () => killServer(server()), end: start };
}

/** kill -9 */
export async function killServer(server: Server): Promise<void> {
  process.kill(server.pid, 'SIGKILL');
  await server.stop();
}
