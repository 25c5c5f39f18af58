import { Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common';
import { SqsModule } from '@ssut/nestjs-sqs';
import { IndexingQueue } from '../indexing-queue';
import { lanes } from './consumer-lane';
import { consumerOptions, divide } from './consumer-options';
import { IndexingHandler } from './indexing-handler';
import { MessageIntake } from './message-intake';
import { Places } from './places';
import { PollGate } from './poll-gate';

export interface IndexingConsumerModuleOptions {
  /** What `IndexingQueueModule.forRoot` returned; its object itself, so that the queue is opened once. */
  readonly queue: DynamicModule;
  /** Modules of which one exports `IndexingHandler`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  /** Ends a start that waits for a queue which does not answer. */
  readonly signal?: AbortSignal;
}

const places: FactoryProvider<Places> = {
  provide: Places,
  inject: [IndexingQueue, IndexingHandler],
  useFactory: ({ connection }: IndexingQueue, handler: IndexingHandler) => new Places(divide(handler, connection.options.batchSize).places),
};

@Module({})
class IntakeModule {}

/**
 * Reads the queue once the app has started, and hands each message to the handler. On shutdown it stops polling and
 * holds `beforeApplicationShutdown` until the messages in hand are done: close stores in `onApplicationShutdown`.
 */
@Module({})
export class IndexingConsumerModule {
  static forRoot({ queue, imports, signal }: IndexingConsumerModuleOptions): DynamicModule {
    const intake: DynamicModule = {
      module: IntakeModule,
      imports: [queue, ...imports],
      providers: [MessageIntake, PollGate, places],
      exports: [MessageIntake, PollGate, Places],
    };
    const sqs = SqsModule.registerAsync({
      imports: [queue, intake, ...imports],
      inject: [IndexingQueue, IndexingHandler, PollGate],
      useFactory: (opened: IndexingQueue, handler: IndexingHandler, gate: PollGate) => consumerOptions(opened, handler, gate, signal),
    });
    return { module: IndexingConsumerModule, imports: [intake, sqs], providers: lanes };
  }
}
