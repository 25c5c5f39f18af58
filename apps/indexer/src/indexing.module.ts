import { IndexingHandler } from '@facerec/indexing-queue';
import { Module, type DynamicModule } from '@nestjs/common';
import { Heartbeat } from './heartbeat';
import { IndexingConsumer } from './indexing.consumer';
import { ObjectRemoval } from './object-removal';
import { Outage } from './outage';
import { QueuedWork } from './queued-work';

/** What is done with a message; `imports` are the modules of the stores, the pool and face-indexing. */
@Module({
  providers: [Outage, QueuedWork, ObjectRemoval, { provide: IndexingHandler, useClass: IndexingConsumer }],
  exports: [IndexingHandler],
})
export class IndexingModule {
  static forRoot(heartbeat: Heartbeat, imports: DynamicModule[]): DynamicModule {
    return { module: IndexingModule, imports, providers: [{ provide: Heartbeat, useValue: heartbeat }] };
  }
}
