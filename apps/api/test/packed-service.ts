import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ImageStore } from '@facerec/image-store';
import { IndexingQueue } from '@facerec/indexing-queue';
import { loadSettings } from '@facerec/settings';
import { startLocalCloud } from '../../../tools/local-cloud/local-cloud';
import { startLocalPinecone } from '../../../tools/local-pinecone/local-pinecone';
import { startLocalPostgres } from '../../../tools/local-postgres/local-postgres';
import type { RunningService } from './recognition.contract';
import { root } from './service';

const key = 'a-key-of-this-test';
const index = 'facerec-production';

/**
 * Both apps as their images hold them, outside of the repository and without its node_modules, with the settings of
 * infra/modules/environment/apps.tf: in production, vectors in Pinecone, the catalog in Postgres, no disk in common.
 */
export async function startPackedService(): Promise<RunningService> {
  const directory = await mkdtemp(join(tmpdir(), 'facerec-packed-'));
  const [cloud, pinecone, postgres] = await Promise.all([startLocalCloud(), startLocalPinecone(), startLocalPostgres()]);
  const env = {
    ENVIRONMENT: 'production', LOG_LEVEL: 'info', AWS_REGION: 'us-east-1', AWS_S3_BUCKET: 'photos', S3_BUCKETS: 'photos', SQS_QUEUE_NAME: 'facerec-indexing',
    VECTOR_STORE: 'pinecone', PINECONE_INDEX_NAME: index, MODEL_PACK: 'compact', PINECONE_API_KEY: 'local', DATABASE_URL: postgres.url,
    API_KEYS_SHA256: createHash('sha256').update(key).digest('hex'), PIPELINE_WORKERS: '1', SHUTDOWN_DRAIN_MS: '0',
    AWS_ENDPOINT_URL: cloud.endpoint, PINECONE_CONTROLLER_HOST: pinecone.url,
  };
  const { imageStore, queue } = loadSettings(env);
  const images = new ImageStore(imageStore);
  await Promise.all([images.ensureBucket('photos'), new IndexingQueue(queue).ensure(), createIndex(pinecone.url), pack('api', directory), pack('indexer', directory)]);
  const start = (app: string, own: object) => spawn(process.execPath, ['main.js'], {
    cwd: join(directory, app), stdio: ['ignore', 'pipe', 'inherit'], env: { ...env, DATA_DIR: join(directory, `${app}-data`), ...own },
  });
  const api = start('api', { PORT: '0' });
  const url = await said(api, /http:\/\/127\.0\.0\.1:\d+(?=\/docs)/);
  // One after the other: this Postgres has a single backend, which the first migration keeps for itself.
  const indexer = start('indexer', { HEARTBEAT_FILE: join(directory, 'heartbeat') });
  await said(indexer, /Waiting for photos/);
  return {
    url,
    headers: { authorization: `Bearer ${key}` },
    put: async (name, bytes) => void (await images.put('photos', name, bytes, 'image/jpeg')),
    stop: async () => {
      const codes = await Promise.all([end(api), end(indexer)]);
      await Promise.all([cloud.stop(), pinecone.stop(), postgres.stop()]);
      await rm(directory, { recursive: true });
      expect(codes).toEqual([0, 0]);
    },
  };
}

/** What the build stage of the Dockerfiles does. */
async function pack(app: 'api' | 'indexer', directory: string): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'tools/build/pack-app.mjs'), app, join(directory, app)], { cwd: root });
  await symlink(join(root, 'models'), join(directory, app, 'models'));
}

async function createIndex(url: string): Promise<void> {
  const schema = { fields: { _values: { type: 'dense_vector', dimension: 512, metric: 'cosine' } } };
  const body = JSON.stringify({ name: index, schema, deployment: { cloud: 'aws', region: 'us-east-1' } });
  await fetch(`${url}/indexes`, { method: 'POST', headers: { 'api-key': 'local' }, body });
}

/** What a process writes to its log, once it does. */
async function said(app: ChildProcess, pattern: RegExp): Promise<string> {
  let log = '';
  app.stdout?.setEncoding('utf8').on('data', (text: string) => (log += text));
  for (;;) {
    const [found] = pattern.exec(log) ?? [];
    if (found !== undefined) return found;
    if (app.exitCode !== null) throw new Error(`An app ended with ${app.exitCode} before it was ready.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function end(app: ChildProcess): Promise<number | null> {
  if (app.exitCode === null && app.kill('SIGTERM')) await once(app, 'exit');
  return app.exitCode;
}
