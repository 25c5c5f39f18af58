import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ImageStore } from '@facerec/image-store';
import { IndexingQueue } from '@facerec/indexing-queue';
import { loadSettings, type Settings } from '@facerec/settings';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startLocalCloud, type LocalCloud } from '../../../tools/local-cloud/local-cloud';
import { bundledApp } from '../../../tools/testing/bundled-app';
import { aDataDirectory } from '../../../tools/testing/data-directory';
import { createApiApp } from '../src/create-api-app';

export const root = join(__dirname, '../../..');

/** The API as main.ts starts it, in this process, with S3 and SQS spoken over 127.0.0.1. */
export interface TestApi {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly settings: Settings;
  readonly images: ImageStore;
  readonly cloud: LocalCloud;
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** `env` adds to the settings of a test; the queue and bucket "photos" exist. */
export async function startApi(env: NodeJS.ProcessEnv = {}): Promise<TestApi> {
  const [directory, cloud] = await Promise.all([aDataDirectory(), startLocalCloud()]);
  const everything = {
    ENVIRONMENT: 'test', LOG_LEVEL: 'silent', PORT: '0', DATA_DIR: directory.path, MODELS_DIR: join(root, 'models'), PIPELINE_WORKERS: '1',
    AWS_ENDPOINT_URL: cloud.endpoint, AWS_S3_BUCKET: 'photos', S3_BUCKETS: 'photos', ...env,
  };
  const settings = loadSettings(everything);
  const app = await createApiApp(settings);
  const images = app.get(ImageStore, { strict: false });
  await images.ensureBucket('photos');
  await app.get(IndexingQueue, { strict: false }).ensure();
  await app.listen(0, '127.0.0.1');
  const stop = async (): Promise<void> => {
    await app.close();
    await cloud.stop();
    await directory.remove();
  };
  return { url: await app.getUrl(), app, settings, images, cloud, env: everything, stop };
}

/** The real indexer as a process of its own. */
export async function startIndexer({ env }: TestApi): Promise<() => Promise<void>> {
  const indexer = spawn(process.execPath, [await bundledApp('indexer')], { cwd: root, env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  return async () => {
    // Its orderly end is its own tests' affair, and takes as long as a poll.
    if (indexer.kill('SIGKILL')) await once(indexer, 'exit');
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
}

export async function get(url: string): Promise<Answer> {
  return answerOf(await fetch(url));
}

/** Posts JSON; a string is sent as it is. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return answerOf(await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }));
}

export async function patch(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return answerOf(await fetch(url, { method: 'PATCH', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }));
}

export async function remove(url: string): Promise<Answer> {
  return answerOf(await fetch(url, { method: 'DELETE' }));
}

/** Posts a form: bytes become files. */
export async function postForm(url: string, fields: Readonly<Record<string, string | Uint8Array>>, headers: Record<string, string> = {}): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([new Uint8Array(value)]), 'photo.jpg');
  }
  return answerOf(await fetch(url, { method: 'POST', headers, body: form }));
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
