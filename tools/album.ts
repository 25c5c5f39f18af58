// usage: npm run album -- <folder or s3://bucket/prefix> --collection C [--max-faces N]
// Indexes every photo of a folder (uploaded first) or of an S3 prefix, and waits for the last one. Run it again after an
// interruption: it goes on where it stopped.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Jobs, openCatalog, Receipts, type Receipt, type ReceiptCounts } from '@facerec/catalog';
import { ImageStore } from '@facerec/image-store';
import { IndexingQueue } from '@facerec/indexing-queue';
import { loadSettings, type Settings } from '@facerec/settings';
import { enqueuePrefix, type Enqueued } from './album/enqueue-prefix';
import { uploadFolder } from './album/upload-folder';
import { progressBar, runTool, UsageError, userPath } from './cli/cli';
import { oneMachineEnvironment } from './one-machine/environment';

const usage = 'npm run album -- <folder or s3://bucket/prefix> --collection C [--max-faces N]';
/** After this long without a photo done, say what may be wrong. */
const quietMs = 20_000;

runTool(usage, async () => {
  const { source, collectionId, maxFaces } = readArguments();
  const settings = loadSettings(oneMachineEnvironment(process.env));
  const catalog = await openCatalog(settings.catalog);
  const images = new ImageStore(settings.imageStore);
  const queue = new IndexingQueue(settings.queue);
  const jobs = new Jobs(catalog);
  try {
    await queue.ping();
    const { bucket, prefix } = await locate(source, images, settings);
    const address = `s3://${bucket}/${prefix}`;
    const unfinished = await jobs.findUnfinished(collectionId, address);
    const job = unfinished ?? (await jobs.create({ collectionId, source: address }));
    console.log(unfinished === undefined ? `job ${job.id}` : `job ${job.id} goes on after ${job.enqueued} photos`);
    const bar = progressBar('enqueueing {value} photos');
    bar.start(0, job.enqueued);
    const enqueued = await enqueuePrefix({ images, queue, jobs }, { job, bucket, prefix, maxFaces, onPhotos: (photos) => bar.update(photos) });
    bar.stop();
    await waitForReceipts(jobs, job.id, enqueued.photos);
    await summarize(await jobs.counts(job.id), await failuresOf(new Receipts(catalog), job.id), enqueued);
  } finally {
    images.onApplicationShutdown();
    queue.onApplicationShutdown();
    await catalog.close();
  }
});

function readArguments(): { source: string; collectionId: string; maxFaces: number | null } {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { collection: { type: 'string' }, 'max-faces': { type: 'string' } } });
  const [source, ...more] = positionals;
  if (source === undefined || more.length > 0) throw new UsageError('Name one folder or one s3://bucket/prefix.');
  if (!/^[a-zA-Z0-9_-]{1,100}$/.test(values.collection ?? '')) throw new UsageError('--collection must be 1 to 100 of a-z, A-Z, 0-9, "_" and "-".');
  const maxFaces = values['max-faces'] === undefined ? null : Number(values['max-faces']);
  if (maxFaces !== null && !(Number.isInteger(maxFaces) && maxFaces >= 1 && maxFaces <= 20)) throw new UsageError('--max-faces must be 1 to 20.');
  return { source, collectionId: values.collection ?? '', maxFaces };
}

async function locate(source: string, images: ImageStore, settings: Settings): Promise<{ bucket: string; prefix: string }> {
  const match = /^s3:\/\/([^/]+)\/?(.*)$/.exec(source);
  if (match !== null) return { bucket: match[1] ?? '', prefix: match[2] ?? '' };
  const { bucket } = settings.imageStore;
  return { bucket, prefix: await uploadFolder(images, bucket, userPath(source)) };
}

async function waitForReceipts(jobs: Jobs, jobId: string, photos: number): Promise<void> {
  const bar = progressBar('indexing  {bar} {value}/{total} photos, {eta_formatted} left');
  bar.start(photos, 0);
  let last = { done: -1, at: Date.now() };
  try {
    for (;;) {
      const done = total(await jobs.counts(jobId));
      bar.update(done);
      if (done >= photos) return;
      if (done !== last.done) last = { done, at: Date.now() };
      if (Date.now() - last.at > quietMs) {
        console.error(`\nno photo was finished for ${quietMs / 1000} s: is the indexer running (npm start)? Still waiting; Ctrl-C loses nothing.`);
        last = { done, at: Date.now() };
      }
      await sleep(250);
    }
  } finally {
    bar.stop();
  }
}

async function failuresOf(receipts: Receipts, jobId: string): Promise<Receipt[]> {
  return receipts.list(jobId, { state: 'failed', limit: 50 });
}

async function summarize(counts: ReceiptCounts, failures: readonly Receipt[], { skipped }: Enqueued): Promise<void> {
  console.log(`${counts.indexed} indexed, ${counts.no_face} without a face, ${counts.failed} failed, ${counts.superseded} superseded, ${skipped} not photos`);
  for (const { key, problem } of failures) console.log(`  failed  ${key}: ${problem?.detail ?? 'unknown'} (${problem?.code ?? ''})`);
  if (counts.failed > failures.length) console.log(`  … and ${counts.failed - failures.length} more`);
  if (counts.failed > 0) process.exitCode = 1;
}

function total(counts: ReceiptCounts): number {
  return counts.indexed + counts.no_face + counts.failed + counts.superseded;
}
