import { QueueUpkeep, type IndexingMessage, type IndexingQueue } from '@facerec/indexing-queue';

const lanes = 4;

/** What was in a queue that is empty now. */
export interface QueuedKeys {
  /** Images, each once. */
  readonly keys: ReadonlySet<string>;
  readonly messages: number;
}

/** Takes every message out, several at once: it is one round trip after the other. */
export async function takeQueuedKeys(queue: IndexingQueue): Promise<QueuedKeys> {
  const keys = new Set<string>();
  const seen = (body: string) => void keys.add((JSON.parse(body) as IndexingMessage).image_key);
  const taken = await Promise.all(Array.from({ length: lanes }, () => new QueueUpkeep(queue, 0).drain('queue', seen)));
  return { keys, messages: taken.reduce((sum, count) => sum + count) };
}
