import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { ImageStoreOptions } from './types';

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<ImageStoreOptions>()
  .setClassMethodName('forRoot')
  .build();
