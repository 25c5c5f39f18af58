import { ConfigurableModuleBuilder, Module } from '@nestjs/common';
import { FacePipelinePool } from './face-pipeline.pool';
import type { FacePipelineOptions } from './types';

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<FacePipelineOptions>()
  .setClassMethodName('forRoot')
  .build();

/** Opens one `FacePipelinePool` for the app and closes it on shutdown. */
@Module({
  providers: [
    {
      provide: FacePipelinePool,
      useFactory: (options: FacePipelineOptions) => FacePipelinePool.open(options),
      inject: [MODULE_OPTIONS_TOKEN],
    },
  ],
  exports: [FacePipelinePool],
})
export class FacePipelineModule extends ConfigurableModuleClass {}
