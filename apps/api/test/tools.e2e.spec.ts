import { IndexingQueue, type IndexingMessage } from '@facerec/indexing-queue';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { get, root, startApi, startIndexer, type TestApi } from './service';

let api: TestApi;
let folder: string;
let stopIndexer: (() => Promise<void>) | undefined;

beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(join(tmpdir(), 'facerec-album-'));
  await mkdir(join(folder, 'party/late'), { recursive: true });
  for (const [file, name] of [['sample1.jpg', 'a.jpg'], ['sample2.jpg', 'late/b.jpg']]) await cp(join(root, '.data/samples', file ?? ''), join(folder, 'party', name ?? ''));
  await writeFile(join(folder, 'party/broken.jpg'), 'This is no picture.');
  await writeFile(join(folder, 'party/notes.txt'), 'Not a photo.');
});
afterAll(async () => {
  await stopIndexer?.();
  await api?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly text: string }>;
}

function run(tool: string, ...more: string[]): Run {
  return runWith({}, tool, ...more);
}

function runWith(env: NodeJS.ProcessEnv, tool: string, ...more: string[]): Run {
  const child = spawn(process.execPath, ['tools/run.mjs', tool, ...more], {
    cwd: root, env: { PATH: process.env['PATH'], ...api.env, PORT: new URL(api.url).port, ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (more) => (text += String(more)));
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, text })) };
}

const jobs = async () => (await get(`${api.url}/api/v1/jobs?collection_id=party`)).body.jobs;

describe('npm run album', () => {
  it('says what to do when the API is not running', async () => {
    const { code, text } = await run('album', 's3://photos/', '--collection', 'party', '--api', 'http://127.0.0.1:9').ended;
    expect({ code, text }).toEqual({ code: 1, text: 'error: the API does not answer at http://127.0.0.1:9: start it with npm start.\n' });
  });

  it('waits for the job that it began before it was killed; uploads, indexes and tells what failed and why', async () => {
    const first = run('album', join(folder, 'party'), '--collection', 'party');
    while ((await jobs()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    first.child.kill('SIGKILL');
    await first.ended;
    stopIndexer = await startIndexer(api);

    const { code, text } = await run('album', join(folder, 'party'), '--collection', 'party').ended;
    const [job, ...others] = await jobs();
    expect(others).toEqual([]);
    expect(job).toMatchObject({ source: 's3://photos/party/', state: 'finished', enqueued: 3, counts: { indexed: 2, failed: 1 } });
    expect(text).toContain(`job ${job.job_id} of s3://photos/party/ is not finished yet: waiting for it\n`);
    expect(text).toContain('2 indexed, 0 without a face, 1 failed, 0 superseded, 0 not photos\n  failed  party/broken.jpg: The image cannot be decoded');
    expect(code).toBe(1);
  });

  it('begins a new job when the last one is finished', async () => {
    const { code, text } = await run('album', 's3://photos/party/late/', '--collection', 'party').ended;
    expect({ code, text }).toEqual({ code: 0, text: expect.stringMatching(/^job [0-9a-f-]{36}\n1 indexed, 0 without a face, 0 failed, 0 superseded, 0 not photos\n$/) });
  });
});

describe('npm run match', () => {
  it('tells who is in a photo, and which photos they are in', async () => {
    const { code, text } = await run('match', join(folder, 'party/a.jpg'), '--collection', 'party', '--limit', '1').ended;
    expect({ code, text }).toEqual({ code: 0, text: expect.stringMatching(/^ *face +cosine +photo.*\n─+\n( +\d +1\.000 +party\/a\.jpg .*\n)+$/) });
  });

  it('says so when there is no such collection', async () => {
    const { code, text } = await run('match', join(folder, 'party/a.jpg'), '--collection', 'nobody').ended;
    expect({ code, text }).toEqual({ code: 1, text: 'error: the API answers 404: There is no collection "nobody".\n' });
  });
});

describe('npm run queue', () => {
  const body = (key: string): IndexingMessage => ({ job_id: 'job-7', collection_id: 'party', s3_bucket: 'photos', image_key: key, max_faces: null });
  // Of its own: polls of an indexer that was killed stay open for seconds, and whoever answers them has lost a message.
  const queueName = 'looked-after';
  let queue: IndexingQueue;
  const runQueue = (...more: string[]) => runWith({ SQS_QUEUE_NAME: queueName }, 'queue', ...more).ended;

  beforeAll(async () => {
    queue = new IndexingQueue({ ...api.settings.queue, queueName });
    await queue.ensure();
    await queue.sendToDeadLetters(JSON.stringify(body('a.jpg')), { problem: 'The vector store does not answer.', sentAt: new Date('2026-01-31T12:00:00Z') });
  });
  afterAll(() => queue?.onApplicationShutdown());

  it('shows how many messages are where, and why some are dead letters', async () => {
    const { code, text } = await runQueue('status');
    expect(code).toBe(0);
    expect(text).toMatch(/visible {2}in flight {2}delayed {2}dead letters\n─+\n {6}0 .* 1\n/);
    expect(text).toContain('2026-01-31T12:00:00.000Z  photos/a.jpg of job job-7: The vector store does not answer.\n');
  });

  it('sends dead letters again', async () => {
    // They are invisible for a second after they were looked at.
    let text = '0 dead letters are in the queue again.\n';
    while (text === '0 dead letters are in the queue again.\n') ({ text } = await runQueue('redrive'));
    expect(text).toBe('1 dead letters are in the queue again.\n');
    expect(await queue.depth()).toMatchObject({ visible: 1, deadLetters: 0 });
  });

  it('throws messages away only when told so twice', async () => {
    expect(await runQueue('drain')).toMatchObject({ code: 2, text: expect.stringContaining('say --yes') });
    expect(await queue.depth()).toMatchObject({ visible: 1 });
    const { code, text } = await runQueue('drain', '--yes');
    expect(code).toBe(0);
    expect(text).toMatch(/^1 messages thrown away; .*\n\njob +messages\n─+\njob-7 +1\n/);
    expect(await queue.depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0, deadLetters: 0 });
    expect(await runQueue('empty')).toMatchObject({ code: 2, text: expect.stringContaining('usage: npm run queue') });
  });
});
