import type { ModuleMetadata } from '@nestjs/common';
import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { FaceIndexingOptions } from './types';

// `imports` is taken off before the options are provided.
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<FaceIndexingOptions>()
    .setClassMethodName('forRoot')
    .setExtras<Pick<ModuleMetadata, 'imports'>>({ imports: [] }, (definition, { imports = [] }) => ({ ...definition, imports }))
    .build();
