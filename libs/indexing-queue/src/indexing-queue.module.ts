import { Module } from '@nestjs/common';
import { IndexingQueue } from './indexing-queue';
import { ConfigurableModuleClass } from './indexing-queue.module-definition';

/** Opens the queue for producers; `IndexingConsumerModule` takes the same module object to read from it. */
@Module({ providers: [IndexingQueue], exports: [IndexingQueue] })
export class IndexingQueueModule extends ConfigurableModuleClass {}
