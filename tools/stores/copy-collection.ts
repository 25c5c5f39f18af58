import { setTimeout as delay } from 'node:timers/promises';
import type { VectorStore } from '@facerec/vector-store';
import type { CopyState } from './copy-state';

export interface Copying {
  readonly from: VectorStore;
  readonly to: VectorStore;
  readonly collection: string;
  /** Where an interrupted copy of the same collection stopped; kept up to date, and cleared at the end. */
  readonly state: CopyState;
  /** After every page. */
  readonly onProgress?: (copied: number, total: number) => void;
  /** How long the counts may take to agree where reads lag behind writes, ms; default 60,000. */
  readonly settleMs?: number;
}

export interface Copied {
  readonly copied: number;
  /** What the target holds beyond the source: it had more before, or the source lost some meanwhile. */
  readonly surplus: number;
}

const PAGE = 500;
const COUNT_AGAIN_MS = 500;

/** Writes every record of the collection to the other store, page by page; ids stay, so doing it again changes nothing. */
export async function copyCollection({ from, to, collection, state, onProgress, settleMs = 60_000 }: Copying): Promise<Copied> {
  const { vectors: total } = await from.stats(collection);
  if (total === 0) throw new Error(`Collection "${collection}" is empty in the store to copy from, or does not exist there.`);
  let { cursor, copied } = await state.load();
  do {
    const page = await from.list(collection, { cursor, limit: PAGE });
    await to.upsert(collection, page.records);
    cursor = page.next;
    copied += page.records.length;
    // Only what is durable there counts as copied.
    if (cursor !== undefined) await state.save({ cursor, copied });
    onProgress?.(copied, Math.max(total, copied));
  } while (cursor !== undefined);
  await state.clear();
  return { copied, surplus: await surplusOf({ from, to, collection, settleMs }) };
}

async function surplusOf({ from, to, collection, settleMs = 0 }: Pick<Copying, 'from' | 'to' | 'collection' | 'settleMs'>): Promise<number> {
  const giveUpAt = Date.now() + (to.consistency === 'eventual' ? settleMs : 0);
  for (;;) {
    const [source, target] = await Promise.all([from.stats(collection), to.stats(collection)]);
    if (target.vectors >= source.vectors) return target.vectors - source.vectors;
    if (Date.now() > giveUpAt) {
      throw new Error(`The copy holds ${target.vectors} of ${source.vectors} records of "${collection}". Was it written to meanwhile? Run the command again.`);
    }
    await delay(COUNT_AGAIN_MS);
  }
}
