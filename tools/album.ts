// usage: npm run album -- <folder or s3://bucket/prefix> --collection C [--max-faces N] [--api http://127.0.0.1:3000]
// Indexes every photo of a folder (uploaded first) or of an S3 prefix by a job of the running API, and waits for the last one. Run it
// again after an interruption: it goes on waiting for the same job. A service with keys gets the one in API_KEY.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ImageStore } from '@facerec/image-store';
import { loadSettings, type Settings } from '@facerec/settings';
import { JobsClient, type JobStatus } from './album/jobs-client';
import { uploadFolder } from './album/upload-folder';
import { progressBar, runTool, UsageError, userPath } from './cli/cli';
import { oneMachineEnvironment } from './one-machine/environment';
import { RunningApi } from './one-machine/running-api';

const usage = 'npm run album -- <folder or s3://bucket/prefix> --collection C [--max-faces N] [--api http://127.0.0.1:3000]';
const lookMs = 500;
/** After this long without a photo done, say what may be wrong. */
const quietMs = 20_000;
/** Failed photos that are told by name. */
const toldFailures = 50;

runTool(usage, async () => {
  const { source, collectionId, maxFaces, api } = readArguments();
  const settings = loadSettings(oneMachineEnvironment(process.env));
  const running = new RunningApi(api);
  await running.assertRunning();
  const jobs = new JobsClient(running);
  const address = await locate(source, settings);
  const unfinished = await jobs.findUnfinished(collectionId, address);
  const jobId = unfinished?.job_id ?? (await jobs.start(collectionId, { source: address, maxFaces }));
  console.log(unfinished === undefined ? `job ${jobId}` : `job ${jobId} of ${address} is not finished yet: waiting for it`);
  await summarize(jobs, await lastStatus(jobs, jobId));
});

function readArguments(): { source: string; collectionId: string; maxFaces: number | null; api: string | undefined } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { collection: { type: 'string' }, 'max-faces': { type: 'string' }, api: { type: 'string' } },
  });
  const [source, ...more] = positionals;
  if (source === undefined || more.length > 0) throw new UsageError('Name one folder or one s3://bucket/prefix.');
  if (!/^[a-zA-Z0-9_-]{1,100}$/.test(values.collection ?? '')) throw new UsageError('--collection must be 1 to 100 of a-z, A-Z, 0-9, "_" and "-".');
  const maxFaces = values['max-faces'] === undefined ? null : Number(values['max-faces']);
  if (maxFaces !== null && !(Number.isInteger(maxFaces) && maxFaces >= 1 && maxFaces <= 20)) throw new UsageError('--max-faces must be 1 to 20.');
  return { source, collectionId: values.collection ?? '', maxFaces, api: values.api?.replace(/\/$/, '') };
}

async function locate(source: string, settings: Settings): Promise<string> {
  if (source.startsWith('s3://')) return source;
  const images = new ImageStore(settings.imageStore);
  const { bucket } = settings.imageStore;
  try {
    return `s3://${bucket}/${await uploadFolder(images, bucket, userPath(source))}`;
  } finally {
    images.onApplicationShutdown();
  }
}

async function lastStatus(jobs: JobsClient, jobId: string): Promise<JobStatus> {
  const bar = progressBar('indexing  {bar} {value}/{total} photos, {left}');
  bar.start(0, 0, { left: '' });
  let last = { done: -1, at: Date.now() };
  try {
    for (;;) {
      const status = await jobs.status(jobId);
      bar.setTotal(status.enqueued);
      bar.update(done(status), { left: leftOf(status) });
      if (status.state !== 'queued' && status.state !== 'running') return status;
      if (done(status) !== last.done) last = { done: done(status), at: Date.now() };
      if (Date.now() - last.at > quietMs) {
        console.error(`\nno photo was finished for ${quietMs / 1000} s: is the indexer running (npm start)? Still waiting; Ctrl-C loses nothing.`);
        last = { done: done(status), at: Date.now() };
      }
      await sleep(lookMs);
    }
  } finally {
    bar.stop();
  }
}

async function summarize(jobs: JobsClient, { job_id, state, counts, skipped, problem }: JobStatus): Promise<void> {
  console.log(`${counts.indexed} indexed, ${counts.no_face} without a face, ${counts.failed} failed, ${counts.superseded} superseded, ${skipped} not photos`);
  const failures = counts.failed === 0 ? [] : await jobs.failed(job_id, toldFailures);
  for (const { image_key, problem: reason } of failures) console.log(`  failed  ${image_key}: ${reason?.detail ?? 'unknown'} (${reason?.code ?? ''})`);
  if (counts.failed > failures.length) console.log(`  … and ${counts.failed - failures.length} more`);
  if (state === 'cancelled') console.log('the job was cancelled: the rest is not indexed.');
  if (problem !== null) console.log(`the photos could not be listed: ${problem.detail}`);
  if (counts.failed > 0 || state !== 'finished') process.exitCode = 1;
}

function done({ counts }: JobStatus): number {
  return counts.indexed + counts.no_face + counts.failed + counts.superseded;
}

function leftOf({ rate, eta_seconds }: JobStatus): string {
  if (rate === null) return 'starting';
  return eta_seconds === null ? `${rate}/s` : `${rate}/s, ${Math.floor(eta_seconds / 60)}m${String(eta_seconds % 60).padStart(2, '0')}s left`;
}
