import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { IndexingQueue } from '@facerec/indexing-queue';
import { ImageStore } from '@facerec/image-store';
import { loadSettings } from '@facerec/settings';
import { startLocalCloud } from '../local-cloud/local-cloud';
import { startChild, type Child } from './child';
import { oneMachineEnvironment } from './environment';

export interface Service {
  /** http://127.0.0.1:PORT */
  readonly apiUrl: string;
  /** Where S3 and SQS answer. */
  readonly cloudUrl: string;
  readonly env: NodeJS.ProcessEnv;
  /** Resolves with the name of the part that ended by itself. */
  readonly failed: Promise<string>;
  /** Indexer and API first, each with what it has in hand; the local cloud last. */
  stop(): Promise<void>;
  /** What they have in hand is broken off, and stays in the queue; `stop` still ends the local cloud. */
  kill(): void;
}

export interface ServiceOptions {
  /** Holds the local cloud's objects and queue, the catalog and the vectors. */
  readonly dataDirectory: string;
  readonly cloudPort: number;
  readonly env: NodeJS.ProcessEnv;
  readonly onLine: (part: 'api' | 'indexer', line: string) => void;
}

/** Local cloud, api and indexer, each a process, from this checkout. */
export async function startService(options: ServiceOptions): Promise<Service> {
  await Promise.all(['api', 'indexer'].map((app) => promisify(execFile)(process.execPath, ['tools/build/build-app.mjs', app])));
  const cloud = await startLocalCloud({ directory: join(options.dataDirectory, 'cloud'), port: options.cloudPort });
  const env = oneMachineEnvironment({ ...options.env, AWS_ENDPOINT_URL: cloud.endpoint, DATA_DIR: options.dataDirectory });
  const children: Child[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(children.map((child) => child.stop()));
    await cloud.stop();
  };
  const givenUp = new AbortController();
  try {
    await prepareCloud(env);
    const settings = loadSettings(env);
    const apiUrl = `http://127.0.0.1:${settings.http.port}`;
    const start = (app: 'api' | 'indexer') => {
      const child = startChild(`dist/apps/${app}/main.js`, env, (line) => options.onLine(app, line));
      children.push(child);
      return child.exited.then(() => app);
    };
    const failed = Promise.race([start('api'), start('indexer')]);
    await Promise.race([ready(apiUrl, givenUp.signal), failed.then((part) => Promise.reject(new Error(`the ${part} ended before it was ready; its last lines say why`)))]);
    return { apiUrl, cloudUrl: cloud.endpoint, env, failed, stop, kill: () => children.forEach((child) => child.kill()) };
  } catch (error) {
    givenUp.abort();
    await stop();
    throw error;
  }
}

/** The bucket and the queue that Terraform makes in production. */
async function prepareCloud(env: NodeJS.ProcessEnv): Promise<void> {
  const settings = loadSettings(env);
  await new ImageStore(settings.imageStore).ensureBucket(settings.imageStore.bucket);
  await new IndexingQueue(settings.queue).ensure();
}

async function ready(apiUrl: string, givenUp: AbortSignal): Promise<void> {
  while (!givenUp.aborted) {
    const response = await fetch(`${apiUrl}/readyz`).catch(() => undefined);
    if (response?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
