import { ConfigurableModuleBuilder, Module, type OnApplicationShutdown } from '@nestjs/common';
import { openVectorStore, type VectorStoreOptions } from './open-vector-store';
import { VectorStore } from './vector-store';

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<VectorStoreOptions>()
  .setClassMethodName('forRoot')
  .build();

/** Provides `VectorStore`, opened before the application starts and closed at its shutdown. */
@Module({
  providers: [{ provide: VectorStore, inject: [MODULE_OPTIONS_TOKEN], useFactory: openVectorStore }],
  exports: [VectorStore],
})
export class VectorStoreModule extends ConfigurableModuleClass implements OnApplicationShutdown {
  constructor(private readonly store: VectorStore) {
    super();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
