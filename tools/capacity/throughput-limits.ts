import * as facts from './facts';
import { IN_FLIGHT_LIMIT } from './message-queue';
import type { ScalingTable } from './scaling-table';
import { PHOTOS_AT_WORK_PER_VCPU, PHOTOS_IN_HAND_PER_VCPU } from './simulation';

/** How many images a second one part of the system takes. */
export interface ThroughputLimit {
  readonly part: string;
  readonly imagesPerSecond: number;
  /** Only photos that are posted one by one pass here. */
  readonly isBeside?: true;
  /** The arithmetic, and where its figures come from. */
  readonly because: string;
}

/** Of the system as built, with all photos in one collection, as the search over all of them wants it. */
export function throughputLimits({ indexer, api }: ScalingTable, secondsPerImage: number): ThroughputLimit[] {
  const { FACES_PER_PHOTO, CATALOG_WRITES_PER_PHOTO, MAX_ACU, WRITES_PER_ACU } = facts;
  const photosAtWork = PHOTOS_AT_WORK_PER_VCPU * indexer.task_vcpu;
  const photosInHand = PHOTOS_IN_HAND_PER_VCPU * indexer.task_vcpu;
  const photosAtWriting = photosInHand - photosAtWork;
  const inHandS = photosInHand * secondsPerImage;
  const limits = [
    {
      part: 'API, a request each', isBeside: true as const, imagesPerSecond: (api.max_tasks * api.requests_per_target_per_minute) / 60,
      because: `${api.max_tasks} tasks × ${api.requests_per_target_per_minute} requests a minute (scaling.json); jobs and S3 events pass it by`,
    },
    {
      part: 'Pinecone, upsert requests', imagesPerSecond: facts.PINECONE_UPSERTS_PER_S * photosAtWriting,
      because: `${facts.PINECONE_UPSERTS_PER_S}/s in one collection (Pinecone), each with up to ${photosAtWriting} photos that wait in a task (NamespaceWriter)`,
    },
    {
      part: 'indexer CPU', imagesPerSecond: indexer.max_tasks / secondsPerImage,
      because: `${indexer.max_tasks} tasks ÷ ${secondsPerImage} s a photo (scaling.json)`,
    },
    {
      part: 'indexer, photos at work', imagesPerSecond: (indexer.max_tasks * photosAtWork) / facts.WAITING_S_AT_WORK,
      because: `${indexer.max_tasks} tasks × ${photosAtWork} (two a worker) ÷ ${facts.WAITING_S_AT_WORK} s for S3, catalog and queue (assumed)`,
    },
    {
      part: 'Postgres writes', imagesPerSecond: (MAX_ACU * WRITES_PER_ACU) / CATALOG_WRITES_PER_PHOTO,
      because: `${MAX_ACU} ACU × ${WRITES_PER_ACU} writes/s (assumed) ÷ ${CATALOG_WRITES_PER_PHOTO} a photo (counted)`,
    },
    {
      part: 'Pinecone, upserted bytes', imagesPerSecond: facts.PINECONE_UPSERT_BYTES_PER_S / (FACES_PER_PHOTO * facts.WIRE_BYTES),
      because: `50 MB/s in one collection (Pinecone) ÷ ${FACES_PER_PHOTO} faces × ${facts.WIRE_BYTES / 1000} KB (measured)`,
    },
    { part: 'S3 reads', imagesPerSecond: facts.S3_GETS_PER_S, because: `${facts.S3_GETS_PER_S} GETs/s a prefix (AWS)` },
    {
      part: 'SQS, messages in flight', imagesPerSecond: IN_FLIGHT_LIMIT / inHandS,
      because: `${IN_FLIGHT_LIMIT} (AWS) ÷ ${Number(inHandS.toFixed(3))} s in hand`,
    },
  ];
  return limits.sort((a, b) => a.imagesPerSecond - b.imagesPerSecond);
}

/** What cannot keep up on the queue's way, the tightest first; when all can, nothing. */
export function bottlenecks(limits: readonly ThroughputLimit[], imagesPerSecond: number): string[] {
  return limits.filter((limit) => !limit.isBeside && imagesPerSecond >= limit.imagesPerSecond).map(({ part }) => part);
}
