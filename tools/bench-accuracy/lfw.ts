import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FacePipelinePool } from '@facerec/face-pipeline';
import { progressBar, UsageError } from '../cli/cli';
import { cosineAtFar, kFoldErrors, trueAcceptRate, type ScoredPair } from './verification';

type Embeddings = ReadonlyMap<string, Float32Array | null>;

/** Verification on LFW: `pairs.csv` (fold,image_a,image_b,same) and `images/<person>/<photo>`. Returns the report's lines. */
export async function benchLfw(directory: string, pool: FacePipelinePool): Promise<string[]> {
  const lines = await readLines(join(directory, 'pairs.csv'));
  const photos = (await readdir(join(directory, 'images'), { recursive: true })).filter((name) => /\.jpe?g$/i.test(name)).sort();
  const embeddings = await embedAll(join(directory, 'images'), photos, pool);
  const pairs = lines.map((line) => scorePair(line, embeddings));
  const { errors, thresholds } = kFoldErrors(pairs);
  const missed = [...embeddings.values()].filter((embedding) => embedding === null).length;
  const impostors = impostorCosines(embeddings);
  const genuine = pairs.filter(({ same }) => same).map(({ cosine }) => cosine);
  const [tar3, tar4, tar5] = [1e-3, 1e-4, 1e-5].map((far) => {
    const cosine = cosineAtFar(impostors, far);
    return { far, cosine, tar: trueAcceptRate(genuine, cosine) };
  });
  const accuracy = 1 - errors / pairs.length;
  return [
    `pairs      ${pairs.length} in ${thresholds.length} folds (threshold chosen on the other folds: cosine ${thresholds.map((value) => value.toFixed(3)).join(', ')})`,
    `accuracy   ${(accuracy * 100).toFixed(2)} % (${errors} errors)`,
    `missed     ${missed} of ${photos.length} photos without a face`,
    ...[tar3!, tar4!, tar5!].map(({ far, cosine, tar }) => `TAR@FAR ${far.toExponential(0)}  ${(tar * 100).toFixed(2)} % at cosine ${cosine.toFixed(3)}`),
    `           TAR over the ${genuine.length} labelled same pairs, FAR over all ${impostors.length} cross-identity pairs of the photos`,
    JSON.stringify({ pairs: pairs.length, accuracy, errors, missed, tar_at_far_1e3: tar3!.tar, tar_at_far_1e4: tar4!.tar, tar_at_far_1e5: tar5!.tar }),
  ];
}

async function readLines(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new UsageError(`${cause.message}; --lfw wants the folder that holds pairs.csv and images`);
  });
  return text.trim().split(/\r?\n/).slice(1);
}

/** The query face of every photo (the first in rank), null where none was found. */
async function embedAll(folder: string, photos: readonly string[], pool: FacePipelinePool): Promise<Embeddings> {
  const bar = progressBar('embedding {bar} {value}/{total} photos, {eta} s left');
  const embeddings = new Map<string, Float32Array | null>();
  const waiting = photos.values();
  bar.start(photos.length, 0);
  const work = async (): Promise<void> => {
    for (const photo of waiting) {
      const { faces } = await pool.analyze(await readFile(join(folder, photo)), { maxFaces: 1 });
      embeddings.set(photo, faces[0]?.embedding ?? null);
      bar.increment();
    }
  };
  try {
    // One more than there are workers, so that none waits for the next photo to be read.
    await Promise.all(Array.from({ length: pool.stats().workers + 1 }, work));
  } finally {
    bar.stop();
  }
  return embeddings;
}

function scorePair(line: string, embeddings: Embeddings): ScoredPair {
  const [fold, a, b, same] = line.split(',');
  const [first, second] = [embeddings.get(a!), embeddings.get(b!)];
  if (first === undefined || second === undefined) throw new Error(`pairs.csv names a photo that is not in images: ${line}`);
  return { fold: Number(fold), same: same === '1', cosine: first && second && dot(first, second) };
}

/** Cosines of all pairs of photos of different people, sorted upwards. */
function impostorCosines(embeddings: Embeddings): Float32Array {
  const known = [...embeddings].flatMap(([photo, embedding]) => (embedding === null ? [] : [{ person: personOf(photo), embedding }]));
  const cosines = new Float32Array((known.length * (known.length - 1)) / 2);
  let count = 0;
  known.forEach((a, index) => {
    for (const b of known.slice(index + 1)) {
      if (a.person !== b.person) cosines[count++] = dot(a.embedding, b.embedding);
    }
  });
  return cosines.subarray(0, count).sort();
}

/** Abel_Pacheco/Abel_Pacheco_0001.jpg → Abel_Pacheco */
function personOf(photo: string): string {
  return dirname(photo) === '.' ? basename(photo).replace(/_\d+\.\w+$/, '') : dirname(photo);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += a[index]! * b[index]!;
  return sum;
}
