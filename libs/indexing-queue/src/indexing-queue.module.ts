import { Module } from '@nestjs/common';
import { IndexingQueue } from './indexing-queue';
import { ConfigurableModuleClass } from './indexing-queue.module-definition';
import { SqsConnection } from './sqs-connection';

/** Opens the queue for producers; `IndexingConsumerModule` takes the same module object to read from it. */
@Module({ providers: [SqsConnection, IndexingQueue], exports: [SqsConnection, IndexingQueue] })
export class IndexingQueueModule extends ConfigurableModuleClass {}
