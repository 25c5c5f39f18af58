import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { IndexingQueue } from '@facerec/indexing-queue';
import { loadSettings, type Settings } from '@facerec/settings';
import { EmbeddedVectorStore } from '@facerec/vector-store';
import { fill } from '../bench-vectors/fill';
import { COLLECTION } from '../bench-vectors/searches';
import { SyntheticFaces } from '../bench-vectors/synthetic-faces';
import type { Photo } from '../bench/cpu-per-image';
import { startLocalCloud } from '../local-cloud/local-cloud';
import { type ApiProcess, startApiProcess } from '../one-machine/api-process';
import { oneMachineEnvironment } from '../one-machine/environment';
import { HttpClient, type HttpRequest } from './http-client';
import { postJson, postPhoto } from './requests';

export const collectionPath = `/api/v1/collections/${COLLECTION}`;

const queries = 50;

/** The real API with a collection of synthetic faces, the sample photos among them. */
export interface FilledApi extends ApiProcess {
  readonly client: HttpClient;
  readonly settings: Settings;
  /** Embeddings to search for: further photos of persons of the collection. */
  readonly queries: readonly (readonly number[])[];
}

export interface FillOptions {
  /** Holds everything; the caller removes it. */
  readonly directory: string;
  readonly rows: number;
  readonly photos: readonly Photo[];
}

/** Built and started on ports of its own, with the local cloud, the embedded store and SQLite. Whoever starts it stops it. */
export async function startFilledApi({ directory, rows, photos }: FillOptions): Promise<FilledApi> {
  await promisify(execFile)(process.execPath, ['tools/build/build-app.mjs', 'api']);
  const cloud = await startLocalCloud({ directory: join(directory, 'cloud') });
  // Lines as in production.
  const env = oneMachineEnvironment({ ...process.env, LOG_FORMAT: 'json', AWS_ENDPOINT_URL: cloud.endpoint, DATA_DIR: directory, VECTOR_STORE: 'embedded', DATABASE_URL: '', API_KEYS_SHA256: '' });
  const settings = loadSettings(env);
  await new IndexingQueue(settings.queue).ensure();
  const api = await startApiProcess(env);
  const client = new HttpClient(api.url);
  const faces = new SyntheticFaces(rows, queries);
  const stop = async (): Promise<void> => {
    client.close();
    await api.stop();
    await cloud.stop();
  };
  try {
    await demand(client, postJson('/api/v1/collections', { collection_id: COLLECTION }));
    await fillStore(settings, faces);
    for (const { name, bytes } of photos) await demand(client, postPhoto(`${collectionPath}/images`, bytes, { image_key: name }));
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...api, client, settings, queries: Array.from({ length: queries }, (_, i) => Array.from(faces.query(i))), stop };
}

/** Beside the API, in the store that both share: 10,000 photos would take longer than all that is measured. */
async function fillStore({ vectorStore }: Settings, faces: SyntheticFaces): Promise<void> {
  if (vectorStore.kind !== 'embedded') throw new Error('The synthetic faces are written into the embedded store.');
  const store = await EmbeddedVectorStore.open(vectorStore);
  await fill(store, faces).finally(() => store.close());
}

async function demand(client: HttpClient, request: HttpRequest): Promise<void> {
  const { status, body } = await client.send(request);
  if (status !== 201) throw new Error(`${request.method} ${request.path} answered ${status}: ${body.toString()}`);
}
