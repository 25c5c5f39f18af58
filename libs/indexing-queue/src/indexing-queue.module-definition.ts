import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { IndexingQueueOptions } from './types';

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<IndexingQueueOptions>()
  .setClassMethodName('forRoot')
  .build();
