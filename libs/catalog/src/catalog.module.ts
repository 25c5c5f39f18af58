import { ConfigurableModuleBuilder, Module } from '@nestjs/common';
import { ApiKeys } from './api-keys';
import { Catalog, openCatalog } from './catalog';
import { CollectionDeletions } from './collection-deletions';
import { Collections } from './collections';
import { DeletedContents } from './deleted-contents';
import { Enqueueing } from './enqueueing';
import { ImageHeads } from './image-heads';
import { Jobs } from './jobs';
import { KeptAnswers } from './kept-answers';
import { Receipts } from './receipts';
import { ServiceSecrets } from './service-secrets';
import { StoredFaces } from './stored-faces';
import { Subjects } from './subjects';
import type { CatalogOptions } from './types';

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<CatalogOptions>()
  .setClassMethodName('forRoot')
  .build();

/** Collections, jobs with their receipts, and image heads, on one database. */
@Module({
  providers: [
    { provide: Catalog, useFactory: openCatalog, inject: [MODULE_OPTIONS_TOKEN] },
    ApiKeys,
    Collections,
    CollectionDeletions,
    DeletedContents,
    Jobs,
    Enqueueing,
    Receipts,
    ImageHeads,
    KeptAnswers,
    ServiceSecrets,
    StoredFaces,
    Subjects,
  ],
  exports: [Catalog, ApiKeys, Collections, CollectionDeletions, DeletedContents, Jobs, Enqueueing, Receipts, ImageHeads, KeptAnswers, ServiceSecrets, StoredFaces, Subjects],
})
export class CatalogModule extends ConfigurableModuleClass {}
