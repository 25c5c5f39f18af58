import { type IndexingMessage, type IndexingQueue, QueueUpkeep } from '@facerec/indexing-queue';

/** Takes every message out of the queue, as indexers would. */
export async function takeAll(queue: IndexingQueue): Promise<IndexingMessage[]> {
  const taken: IndexingMessage[] = [];
  await new QueueUpkeep(queue, 0).drain('queue', (body) => taken.push(JSON.parse(body) as IndexingMessage));
  return taken;
}
