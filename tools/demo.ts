// usage: npm run demo
// The main job on this machine: six group photos go through S3 and SQS to the indexer, then every face, cut out and
// encoded anew, is found again over HTTP.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { type ApiClient, type components, createApiClient, dataOf } from '@facerec/client';
import { annotateFaces, ensurePack, ensureSamplePhotos, FacePipelinePool } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { loadSettings } from '@facerec/settings';
import { runTool, showDownload } from './cli/cli';
import { table } from './cli/table';
import { cropFace } from './demo/crop-face';
import { oneMachineEnvironment } from './one-machine/environment';
import { freePort } from './one-machine/free-port';
import { startService } from './one-machine/service';

const dataDirectory = '.data/demo';
const samplesDirectory = '.data/samples';
const picturesDirectory = join(dataDirectory, 'pictures');
const collectionId = 'demo';

interface IndexedPhoto {
  readonly key: string;
  readonly bytes: Buffer;
  readonly faces: readonly components['schemas']['FaceRecord'][];
}

runTool('npm run demo', async () => {
  await forgetLastRun();
  const env = { ...process.env, DATA_DIR: dataDirectory, HOST: '127.0.0.1', PORT: String(await freePort()), API_KEYS_SHA256: '', LOG_LEVEL: 'warn' };
  const { pipeline } = loadSettings(oneMachineEnvironment(env));
  await ensurePack(pipeline.modelsDirectory, pipeline.pack, { onProgress: showDownload() });
  const photos = await ensureSamplePhotos(pipeline.modelsDirectory, samplesDirectory, { onProgress: showDownload() });

  console.log('starting the local S3 and SQS, the api and the indexer …');
  const service = await startService({ dataDirectory, cloudPort: await freePort(), env, onLine: (part, line) => console.log(`${part.padEnd(8)}${line}`) });
  try {
    const { imageStore } = loadSettings(service.env);
    const images = new ImageStore(imageStore);
    const api = createApiClient({ url: service.apiUrl });
    console.log(`indexing ${photos.length} photos: S3 → SQS → faces → vectors …`);
    const indexed = await Promise.all(photos.map((photo) => indexPhoto(api, images, { bucket: imageStore.bucket, photo })));
    console.log('matching every face, cut out and encoded anew, over HTTP …\n');
    const rows = [];
    for (const photo of indexed) rows.push(await matchPhoto(api, images, { bucket: imageStore.bucket, photo }));
    report(rows);
    images.onApplicationShutdown();
  } finally {
    await service.stop();
  }
  await annotate(photos);
});

async function indexPhoto(api: ApiClient, images: ImageStore, { bucket, photo }: { bucket: string; photo: string }): Promise<IndexedPhoto> {
  const bytes = await readFile(join(samplesDirectory, photo));
  await images.put(bucket, photo, bytes, 'image/jpeg');
  const body = { bucket, key: photo, collection_id: collectionId, max_faces: 20 };
  const { face_records: faces } = await dataOf(api.POST('/api/v1/face-recognition/index', { body }));
  return { key: photo, bytes, faces };
}

interface Row {
  readonly photo: string;
  readonly faces: number;
  readonly found: number;
  readonly cosines: readonly number[];
  readonly milliseconds: readonly number[];
}

async function matchPhoto(api: ApiClient, images: ImageStore, { bucket, photo }: { bucket: string; photo: IndexedPhoto }): Promise<Row> {
  const row = { found: 0, cosines: [] as number[], milliseconds: [] as number[] };
  for (const face of photo.faces) {
    const key = `queries/${face.face_id}.jpg`;
    await images.put(bucket, key, await cropFace(photo.bytes, face.bounding_box), 'image/jpeg');
    const start = performance.now();
    const { face_matches: [best] } = await dataOf(api.POST('/api/v1/face-recognition/match', { body: { bucket, key, collection_id: collectionId } }));
    row.milliseconds.push(performance.now() - start);
    if (best?.face_id !== face.face_id) continue;
    row.found += 1;
    row.cosines.push(best.cosine);
  }
  return { photo: photo.key, faces: photo.faces.length, ...row };
}

function report(rows: readonly Row[]): void {
  const lines = rows.map(({ photo, faces, found, cosines, milliseconds }) => [
    photo, faces, `${found} of ${faces}`, `${Math.min(...cosines).toFixed(2)} – ${Math.max(...cosines).toFixed(2)}`, Math.round(median(milliseconds)),
  ]);
  console.log(table([['photo', 'faces', 'match', 'cosine', 'ms'], ...lines]));
  const faces = rows.reduce((sum, row) => sum + row.faces, 0);
  const found = rows.reduce((sum, row) => sum + row.found, 0);
  console.log(`\n${found} of ${faces} faces found again.`);
  if (found < faces) process.exitCode = 1;
}

async function annotate(photos: readonly string[]): Promise<void> {
  const { pipeline } = loadSettings({ DATA_DIR: dataDirectory });
  const pool = await FacePipelinePool.open({ ...pipeline, workers: 1 });
  await mkdir(picturesDirectory, { recursive: true });
  for (const photo of photos) {
    const bytes = await readFile(join(samplesDirectory, photo));
    await writeFile(join(picturesDirectory, `${basename(photo, '.jpg')}.png`), await annotateFaces(bytes, await pool.analyze(bytes)));
  }
  await pool.close();
  console.log(`Annotated pictures: ${relative(process.cwd(), picturesDirectory)}/`);
}

/** Everything but the prepared models, which every run can use. */
async function forgetLastRun(): Promise<void> {
  const entries = await readdir(dataDirectory).catch(() => []);
  await Promise.all(entries.filter((entry) => entry !== 'cache').map((entry) => rm(join(dataDirectory, entry), { recursive: true })));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
