import { Jobs, openCatalog, type Catalog } from '@facerec/catalog';
import { ImageStore } from '@facerec/image-store';
import { IndexingQueue, type IndexingMessage } from '@facerec/indexing-queue';
import { loadSettings } from '@facerec/settings';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startLocalCloud, type LocalCloud } from '../../../tools/local-cloud/local-cloud';
import { bundledApp } from '../../../tools/testing/bundled-app';
import { aDataDirectory, type DataDirectory } from '../../../tools/testing/data-directory';
import { takeAll } from './queued-messages';
import { post, root } from './service';

const objects = 2_500;
const keys = Array.from({ length: 2_000 }, (_, n) => `${'long/'.repeat(120)}${n}.jpg`);

let main: string;
let cloud: LocalCloud;
let directory: DataDirectory;
let env: NodeJS.ProcessEnv;
let queue: IndexingQueue;
let catalog: Catalog;
const children: ChildProcess[] = [];

beforeAll(async () => {
  [directory, cloud, main] = await Promise.all([aDataDirectory(), startLocalCloud(), bundledApp('api')]);
  env = {
    PATH: process.env['PATH'], ENVIRONMENT: 'test', PORT: '0', DATA_DIR: directory.path, MODELS_DIR: join(root, 'models'), PIPELINE_WORKERS: '1', AWS_ENDPOINT_URL: cloud.endpoint,
  };
  const settings = loadSettings(env);
  queue = new IndexingQueue(settings.queue);
  await queue.ensure();
  catalog = await openCatalog(settings.catalog);
  await upload(new ImageStore(settings.imageStore));
});
afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await kill(child);
  await catalog?.close();
  queue?.onApplicationShutdown();
  await cloud?.stop();
  await directory?.remove();
});

async function upload(images: ImageStore): Promise<void> {
  await images.ensureBucket('photos');
  const names = Array.from({ length: objects }, (_, n) => `album/${String(n).padStart(5, '0')}.jpg`);
  const next = async (): Promise<void> => {
    for (let key = names.pop(); key !== undefined; key = names.pop()) await images.put('photos', key, Buffer.from('x'), 'image/jpeg');
  };
  await Promise.all(Array.from({ length: 8 }, next));
  images.onApplicationShutdown();
}

async function startChild(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [main], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+(?=\/docs)/.exec(line)?.[0];
    if (url !== undefined) {
      child.stdout.resume();
      return { child, url };
    }
  }
  throw new Error('The API ended before it listened.');
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('an api that is killed while it fills the queue', () => {
  it('loses no image of a prefix and none of a list, when two others go on in its place', async () => {
    const jobs = new Jobs(catalog);
    const until = async (condition: () => Promise<boolean>): Promise<void> => {
      while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 2));
    };
    const first = await startChild();
    const { body: { job_id: listed } } = await post(`${first.url}/api/v1/collections/demo/jobs`, { s3_prefix: 's3://photos/album/' });
    await until(async () => ((await jobs.find(listed))?.enqueued ?? 0) > 0);
    // From here on nothing is sent: the api has work left when it is killed, however late that is.
    process.kill(cloud.pid, 'SIGSTOP');
    const named = await post(`${first.url}/api/v1/collections/demo/jobs`, { bucket: 'photos', keys });
    await kill(first.child);
    process.kill(cloud.pid, 'SIGCONT');
    expect(named.status).toBe(202);
    const interrupted = await Promise.all([listed, named.body.job_id].map((id) => jobs.find(id)));
    expect(interrupted.map((job) => job?.complete)).not.toContain(true);

    const others = await Promise.all([startChild(), startChild()]);
    await until(async () => (await Promise.all([listed, named.body.job_id].map((id) => jobs.find(id)))).every((job) => job?.complete === true));
    await Promise.all(others.map(({ child }) => kill(child)));

    const messages = await takeAll(queue);
    const keysOf = (job: string) => messages.filter(({ job_id }: IndexingMessage) => job_id === job).map(({ image_key }) => image_key);
    expect(new Set(keysOf(listed)).size).toBe(objects);
    expect(new Set(keysOf(named.body.job_id))).toEqual(new Set(keys));
    // What was sent twice, at most one step of each job, is counted once.
    expect((await jobs.find(listed))?.enqueued).toBe(objects);
    expect((await jobs.find(named.body.job_id))?.enqueued).toBe(keys.length);
    expect(messages.length).toBeLessThanOrEqual(objects + keys.length + 200);
  });
});
