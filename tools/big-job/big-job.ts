import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InterruptedJob } from './interrupted-job';
import type { Growth } from './mortal-api';
import { takeQueuedKeys } from './queued-keys';
import { cloudDirectory, setStage, type Stage } from './stage';
import { writeBucket, type WrittenObject } from './written-bucket';

export interface BigJobOptions {
  /** Under the prefix; a tenth as many objects there are no photos. */
  readonly photos: number;
  /** kill -9 of the API, each while it fills the queue. */
  readonly kills: number;
  readonly log: (line: string) => void;
}

/** The line that is printed. */
export interface BigJobReport {
  readonly photos: number;
  readonly enqueued_at_kills: readonly number[];
  /** What GET /jobs/{id} says in the end; no indexer has taken anything. */
  readonly status: JobStatus;
  /** Photos of which the queue holds no message. */
  readonly lost: number;
  /** Messages of anything else. */
  readonly strangers: number;
  /** Messages beyond one a photo: each is indexed to the same face ids, and has the same receipt. */
  readonly repeated: number;
  /** With everything that the kills cost. */
  readonly enqueued_per_s: number;
  /** Of the API process that grew most, resident: when it first answered, and the most it was; null where there is no /proc. */
  readonly rss_mb: number | null;
  readonly peak_rss_mb: number | null;
}

type JobStatus = Readonly<Record<'state' | 'enqueued' | 'skipped' | 'counts' | 'problem', unknown>>;

const bucket = 'photos';
const prefix = 'album/';
/** Of the photos: the last API has most of the job to itself, and shows what its memory does meanwhile. */
const betweenKills = 0.05;

/** Has the real API enqueue a whole prefix; it is killed meanwhile, and started again. */
export async function runBigJob(options: BigJobOptions): Promise<BigJobReport> {
  const directory = mkdtempSync(join(tmpdir(), 'facerec-big-job-'));
  try {
    writeBucket(cloudDirectory(directory), bucket, objectsOf(options.photos));
    options.log('the bucket is written');
    const stage = await setStage(directory);
    return await play(stage, options).finally(() => stage.close());
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function play(stage: Stage, { photos, kills, log }: BigJobOptions): Promise<BigJobReport> {
  const job = new InterruptedJob(stage, log);
  await stage.api.start();
  log('the API is there');
  const id = await job.create(`s3://${bucket}/${prefix}`);
  for (let kill = 1; kill <= kills; kill += 1) await job.interruptAt(photos * kill * betweenKills);
  const rate = await job.finish();
  log('everything is enqueued');
  const { state, enqueued, skipped, counts, problem } = await stage.api.ask<JobStatus>(`/api/v1/jobs/${id}`);
  await stage.api.end('SIGTERM');
  const { keys, messages } = await takeQueuedKeys(stage.queue);
  log('the queue is empty');
  const lost = [...keysOf(photos)].filter((key) => !keys.has(key)).length;
  const most = stage.api.growths.reduce<Growth | undefined>((one, other) => (one !== undefined && growthOf(one) > growthOf(other) ? one : other), undefined);
  return {
    photos,
    enqueued_at_kills: job.enqueuedAtKills,
    status: { state, enqueued, skipped, counts, problem },
    lost,
    strangers: keys.size - (photos - lost),
    repeated: messages - keys.size,
    enqueued_per_s: Math.round(rate),
    rss_mb: most?.beforeMb ?? null,
    peak_rss_mb: most?.peakMb ?? null,
  };
}

function* keysOf(photos: number): Generator<string> {
  for (let n = 0; n < photos; n += 1) yield `${prefix}${String(n).padStart(6, '0')} of a journey whose photos have names as long as people give them.jpg`;
}

/** In the order of their keys. */
function* objectsOf(photos: number): Generator<WrittenObject> {
  let n = 0;
  for (const key of keysOf(photos)) {
    yield { key, size: 1 };
    n += 1;
    if (n % 10 === 0) yield { key: `${key}.txt`, size: 1 };
  }
}

function growthOf({ beforeMb, peakMb }: Growth): number {
  return peakMb - beforeMb;
}
