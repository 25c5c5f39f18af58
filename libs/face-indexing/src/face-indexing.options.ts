import type { ModuleMetadata } from '@nestjs/common';
import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { FaceIndexingOptions } from './types';

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<FaceIndexingOptions>()
    .setClassMethodName('forRoot')
    .setExtras<Pick<ModuleMetadata, 'imports'>>({ imports: [] }, (definition, { imports = [] }) => ({ ...definition, imports }))
    .build();
