import { ConfigurableModuleBuilder, Module } from '@nestjs/common';
import { Catalog, openCatalog } from './catalog';
import { Collections } from './collections';
import { ImageHeads } from './image-heads';
import { Jobs } from './jobs';
import { Receipts } from './receipts';
import type { CatalogOptions } from './types';

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<CatalogOptions>()
  .setClassMethodName('forRoot')
  .build();

/** Collections, jobs with their receipts, and image heads, on one database. */
@Module({
  providers: [
    { provide: Catalog, useFactory: openCatalog, inject: [MODULE_OPTIONS_TOKEN] },
    Collections,
    Jobs,
    Receipts,
    ImageHeads,
  ],
  exports: [Catalog, Collections, Jobs, Receipts, ImageHeads],
})
export class CatalogModule extends ConfigurableModuleClass {}
