import { ConfigurableModuleBuilder, Module } from '@nestjs/common';
import { Catalog, openCatalog } from './catalog';
import { CollectionDeletions } from './collection-deletions';
import { Collections } from './collections';
import { DeletedContents } from './deleted-contents';
import { Enqueueing } from './enqueueing';
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
    CollectionDeletions,
    DeletedContents,
    Jobs,
    Enqueueing,
    Receipts,
    ImageHeads,
  ],
  exports: [Catalog, Collections, CollectionDeletions, DeletedContents, Jobs, Enqueueing, Receipts, ImageHeads],
})
export class CatalogModule extends ConfigurableModuleClass {}
