export { IndexingConsumerModule, type IndexingConsumerModuleOptions } from './consumer/indexing-consumer.module';
export { IndexingHandler } from './consumer/indexing-handler';
export { EnqueueFailedError, InvalidMessageError, NoDeadLetterQueueError, QueueNotFoundError, QueueUnavailableError } from './errors';
export { messageLimits, type IndexingMessage } from './indexing-message';
export { IndexingQueue } from './indexing-queue';
export { IndexingQueueModule } from './indexing-queue.module';
export { parseIndexingMessage } from './parse-indexing-message';
export type { Delivery, IndexingQueueOptions, QueueDepth } from './types';
