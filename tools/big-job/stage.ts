import { join } from 'node:path';
import { Jobs, openCatalog } from '@facerec/catalog';
import { IndexingQueue } from '@facerec/indexing-queue';
import { loadSettings } from '@facerec/settings';
import { startLocalCloud, type LocalCloud } from '../local-cloud/local-cloud';
import { bundleApp } from '../one-machine/bundle-app';
import { repositoryRoot } from '../repository-root';
import { MortalApi } from './mortal-api';

/** The real API as a process, and what it works with. */
export interface Stage {
  readonly api: MortalApi;
  readonly cloud: LocalCloud;
  readonly queue: IndexingQueue;
  /** In the catalog that the API writes. */
  readonly jobs: Jobs;
  close(): Promise<void>;
}

/** MB of JavaScript's heap, of which the API has half at rest. Without a limit V8 lets garbage gather according to the machine's memory. */
const heapMb = 96;

/** Where the local cloud keeps what it has, below a run's directory. */
export function cloudDirectory(directory: string): string {
  return join(directory, 'cloud');
}

/** The API is not started yet. */
export async function setStage(directory: string): Promise<Stage> {
  const [cloud, bundle] = await Promise.all([startLocalCloud({ directory: cloudDirectory(directory), queueInMemory: true }), bundleApp('api')]);
  const env = { ENVIRONMENT: 'test', DATA_DIR: join(directory, 'data'), MODELS_DIR: join(repositoryRoot(), 'models'), PIPELINE_WORKERS: '1', AWS_ENDPOINT_URL: cloud.endpoint };
  const settings = loadSettings(env);
  const queue = new IndexingQueue(settings.queue);
  await queue.ensure();
  const catalog = await openCatalog(settings.catalog);
  const api = new MortalApi({ PATH: process.env['PATH'], NODE_OPTIONS: `--max-old-space-size=${heapMb}`, ...env }, bundle.main);
  const close = async (): Promise<void> => {
    await api.end('SIGKILL');
    await catalog.close();
    queue.onApplicationShutdown();
    await cloud.stop();
    await bundle.close();
  };
  return { api, cloud, queue, jobs: new Jobs(catalog), close };
}
