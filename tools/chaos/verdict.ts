import { ImageHeads, openCatalog, Receipts, type Catalog, type Receipt } from '@facerec/catalog';
import { QueueUpkeep, type IndexingQueue } from '@facerec/indexing-queue';
import type { Settings } from '@facerec/settings';
import { openVectorStore, type VectorStore } from '@facerec/vector-store';
import { place, type Photo } from './album';

/** What is left when all work is done. */
export interface Remains {
  /** Ids of all vectors, sorted. */
  readonly stored: readonly string[];
  readonly receipts: readonly Receipt[];
  /** Images whose head still notes ids as being in an unknown state. */
  readonly unsettled: readonly string[];
  /** Bodies in the dead-letter queue, each once: SQS may hold one twice. */
  readonly deadLetters: readonly string[];
  readonly waiting: number;
}

const page = { limit: 1_000 };

export async function collectRemains(settings: Settings, queue: IndexingQueue): Promise<Remains> {
  const [vectors, catalog] = await Promise.all([openVectorStore(settings.vectorStore), openCatalog(settings.catalog)]);
  try {
    const { visible, inFlight, delayed } = await queue.depth();
    const letters = await new QueueUpkeep(queue).deadLetters();
    return {
      stored: await allIds(vectors),
      ...(await catalogued(catalog)),
      deadLetters: [...new Set(letters.map(({ body }) => body))],
      waiting: visible + inFlight + delayed,
    };
  } finally {
    await vectors.close();
    await catalog.close();
  }
}

async function allIds(vectors: VectorStore): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { records, next } = await vectors.list(place.collectionId, { ...page, cursor });
    ids.push(...records.map(({ id }) => id));
    cursor = next;
  } while (cursor !== undefined);
  return ids.sort();
}

async function catalogued(catalog: Catalog): Promise<Pick<Remains, 'receipts' | 'unsettled'>> {
  const receipts = await new Receipts(catalog).list(place.collectionId, page);
  const heads = await new ImageHeads(catalog).list(place.collectionId, page);
  return { receipts, unsettled: heads.filter(({ notedIds }) => notedIds.length > 0).map(({ key }) => key) };
}

/** Everything that is not as it must be, a line each, but for `lost` and `doubled`. */
export function complaints(photos: readonly Photo[], { receipts, unsettled, deadLetters, waiting }: Remains): string[] {
  const of = (photo: Photo) => receipts.filter(({ key }) => key === photo.key);
  const strangers = receipts.filter(({ key }) => !photos.some((photo) => photo.key === key));
  return [
    ...photos.flatMap((photo) => complaintsOf(photo, of(photo))),
    ...strangers.map(({ key }) => `${key} has a receipt and was never sent`),
    ...unsettled.map((key) => `the head of ${key} is not settled`),
    ...(deadLetters.length === 1 && deadLetters[0]?.includes('no bucket, no job') ? [] : [`the dead-letter queue holds ${JSON.stringify(deadLetters)}`]),
    ...(waiting === 0 ? [] : [`${waiting} messages are left in the queue`]),
  ];
}

function complaintsOf({ key, outcome }: Photo, receipts: readonly Receipt[]): string[] {
  const [receipt] = receipts;
  if (receipts.length !== 1 || receipt === undefined) return [`${key} has ${receipts.length} receipts`];
  const faces = receipt.faces.map(({ faceId }) => faceId).sort();
  const asExpected = outcome.states.includes(receipt.state) && receipt.problem?.code === outcome.code && String(faces) === String(outcome.faceIds);
  return asExpected ? [] : [`the receipt of ${key} says ${receipt.state} (${receipt.problem?.code ?? 'no problem'}) with ${faces.length} faces`];
}

/** Ids of `some` that are not in `others`, counted. */
export function missingFrom(others: readonly string[], some: readonly string[]): number {
  const present = new Set(others);
  return some.filter((id) => !present.has(id)).length;
}
