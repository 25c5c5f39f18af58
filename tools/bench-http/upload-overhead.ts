import { FacePipelinePool } from '@facerec/face-pipeline';
import { cpuMs, median, sum } from '../bench/cpu';
import type { Photo } from '../bench/cpu-per-image';
import { cpuMsOf } from './api-cpu';
import { type Figures, figuresOf } from './figures';
import { collectionPath, type FilledApi } from './filled-api';
import type { HttpAnswer } from './http-client';
import { postPhoto } from './requests';

/** CPU ms a photo: means over the photos of each one's median. */
export interface UploadOverhead {
  /** Of the API's whole process, for one match by upload. */
  readonly uploadMs: number;
  /** The same analysis, of the main face alone, by a pool of this process; hop to the worker and copy of the bytes included. */
  readonly pipelineMs: number;
  /** Of the differences between an upload and the pipeline right after it: what else the machine does at the time meets both. */
  readonly overheadMs: number;
  /** Mean of all rounds, and so with what medians leave out: the collector's large rounds, and the machine's other work. */
  readonly meanOverheadMs: number;
  readonly figures: Figures;
}

/** One request at a time, in turns with the pipeline alone, so that whatever else the machine does meets both. */
export async function measureUploadOverhead(api: FilledApi, photos: readonly Photo[], rounds: number): Promise<UploadOverhead> {
  const pool = await FacePipelinePool.open(api.settings.pipeline);
  try {
    const measured = [];
    for (const { bytes } of photos) measured.push(await measurePhoto(api, pool, { bytes, rounds }));
    const answers = measured.flatMap((photo) => photo.answers);
    const errors = answers.filter(({ status }) => status !== 200);
    const times = answers.map(({ ms }) => ms);
    const uploadMs = mean(measured.map(({ uploads }) => median(uploads)));
    return {
      uploadMs,
      pipelineMs: mean(measured.map(({ pipelines }) => median(pipelines))),
      overheadMs: mean(measured.map(({ uploads, pipelines }) => median(uploads.map((upload, round) => upload - pipelines[round]!)))),
      meanOverheadMs: mean(measured.flatMap(({ uploads }) => uploads)) - mean(measured.flatMap(({ pipelines }) => pipelines)),
      figures: figuresOf({ times, errors, seconds: sum(times) / 1000 }, uploadMs * times.length),
    };
  } finally {
    await pool.close();
  }
}

interface MeasuredPhoto {
  readonly uploads: number[];
  readonly pipelines: number[];
  readonly answers: HttpAnswer[];
}

async function measurePhoto(api: FilledApi, pool: FacePipelinePool, { bytes, rounds }: { readonly bytes: Buffer; readonly rounds: number }): Promise<MeasuredPhoto> {
  const request = postPhoto(`${collectionPath}/search`, bytes);
  const measured: MeasuredPhoto = { uploads: [], pipelines: [], answers: [] };
  // The first of each warms up.
  for (let round = -1; round < rounds; round += 1) {
    const upload = await cpuMsOf(api.pid, async () => measured.answers.push(await api.client.send(request)));
    const pipeline = await cpuMs(() => pool.analyze(bytes, { maxFaces: 1 }));
    if (round < 0) continue;
    measured.uploads.push(upload);
    measured.pipelines.push(pipeline);
  }
  return measured;
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
