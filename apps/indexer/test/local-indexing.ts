import { openCatalog, Receipts, type Catalog, type Receipt } from '@facerec/catalog';
import { faceId } from '@facerec/face-indexing';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { IndexingQueue, type IndexingMessage } from '@facerec/indexing-queue';
import { loadSettings, type Settings } from '@facerec/settings';
import { openVectorStore, type VectorStore } from '@facerec/vector-store';
import { Logger } from '@nestjs/common';
import { join } from 'node:path';
import { startLocalCloud } from '../../../tools/local-cloud/local-cloud';
import { aDataDirectory } from '../../../tools/testing/data-directory';
import { root, samples, sha256, type Photo } from './photos';

/** A local cloud and an empty data directory, with everything to fill the one and to look into the other. */
export interface LocalIndexing {
  readonly env: NodeJS.ProcessEnv;
  readonly settings: Settings;
  readonly images: ImageStore;
  readonly queue: IndexingQueue;
  readonly vectors: VectorStore;
  /** All receipts of a job. */
  receiptsOf(job: string): Promise<Receipt[]>;
  /** Uploads the photos, then enqueues one message for each; collection and job have the same name. */
  send(job: string, photos: readonly Photo[]): Promise<void>;
  /** Sorted ids of the faces that the vector store holds for these photos. */
  storedFaceIds(job: string, photos: readonly Photo[]): Promise<string[]>;
  close(): Promise<void>;
}

export const bucket = 'photos';

export const aMessage = (job: string, key: string): IndexingMessage => ({
  job_id: job, collection_id: job, s3_bucket: bucket, image_key: key, max_faces: null,
});

/** `more` adds to the settings. */
export async function startLocalIndexing(more: NodeJS.ProcessEnv = {}): Promise<LocalIndexing> {
  Logger.overrideLogger(false);
  const [directory, cloud] = await Promise.all([aDataDirectory(), startLocalCloud()]);
  const env = {
    AWS_ENDPOINT_URL: cloud.endpoint,
    DATA_DIR: directory.path,
    MODELS_DIR: join(root, 'models'),
    PIPELINE_WORKERS: '2',
    SQS_VISIBILITY_TIMEOUT: '6',
    LOG_LEVEL: 'warn',
    ...more,
  };
  const settings = loadSettings(env);
  const images = new ImageStore(settings.imageStore);
  const queue = new IndexingQueue(settings.queue);
  await images.ensureBucket(bucket);
  await queue.ensure();
  const catalog = await openCatalog(settings.catalog);
  const vectors = await openVectorStore(settings.vectorStore);
  return {
    env, settings, images, queue, vectors,
    receiptsOf: (job) => new Receipts(catalog).list(job, { limit: 1000 }),
    send: async (job, photos) => {
      await Promise.all(photos.map(({ key, bytes }) => images.put(bucket, key, bytes, 'image/jpeg')));
      await queue.enqueue(photos.map(({ key }) => aMessage(job, key)));
    },
    storedFaceIds: async (job, photos) => (await Promise.all(photos.map(({ key }) => vectors.facesOfImage(job, bucket, key)))).flat().sort(),
    close: async () => {
      await closeAll(vectors, catalog);
      images.onApplicationShutdown();
      queue.onApplicationShutdown();
      await cloud.stop();
      await directory.remove();
    },
  };
}

async function closeAll(vectors: VectorStore, catalog: Catalog): Promise<void> {
  await vectors.close();
  await catalog.close();
}

/** What the vector store must hold in the end, computed without the indexer: the faces of each sample, under each photo's identity. */
export async function expectedFaceIds(settings: Settings, job: string, photos: readonly Photo[]): Promise<string[]> {
  const pool = await FacePipelinePool.open(settings.pipeline);
  const analyses = await Promise.all(samples.map((sample) => pool.analyze(sample)));
  const { embeddingContract } = pool.pack;
  await pool.close();
  const idsOf = ({ key, bytes, sample }: Photo): string[] => {
    const faces = analyses[sample]?.faces ?? [];
    const image = { collectionId: job, bucket, key };
    return faces.map((_, rank) => faceId(image, { contentSha256: sha256(bytes), embeddingContract }, rank));
  };
  return photos.flatMap(idsOf).sort();
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 25));
}

/** Nothing waits and nothing is in hand. */
export async function isDrained(queue: IndexingQueue): Promise<boolean> {
  const { visible, inFlight, delayed } = await queue.depth();
  return visible + inFlight + delayed === 0;
}
