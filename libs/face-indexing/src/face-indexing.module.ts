import { Module } from '@nestjs/common';
import { Candidates } from './candidates';
import { CollectionDeletion, CollectionRecords } from './collection-deletion';
import { FaceDeletion } from './face-deletion';
import { FaceIndexer } from './face-indexer';
import { ConfigurableModuleClass } from './face-indexing.options';
import { FaceMatcher } from './face-matcher';
import { FaceWriter } from './face-writer';
import { HeadLeases } from './head-leases';
import { ImageStates } from './image-states';
import { KeptPhotos } from './kept-photos';
import { Photos } from './photos';
import { Settlement } from './settlement';

/**
 * What both apps do with an image. `forRoot({ ...options, imports })`: `imports` are the modules that export
 * `ImageStore`, `FacePipelinePool`, `VectorStore` and the catalog's classes. Nest knows a dynamic module by its object: make each
 * one once and hand the same constant to this module and to the app, or its resource is opened twice.
 *
 *     const leaves = [CatalogModule.forRoot(settings.catalog), VectorStoreModule.forRoot(settings.vectorStore), …];
 *     return { module: ApiModule, imports: [...leaves, FaceIndexingModule.forRoot({ ...settings.faceIndexing, imports: leaves })] };
 */
@Module({
  providers: [
    Photos, KeptPhotos, Candidates, ImageStates, HeadLeases, FaceWriter, Settlement, FaceIndexer, FaceMatcher, FaceDeletion,
    CollectionRecords, CollectionDeletion,
  ],
  exports: [FaceIndexer, FaceMatcher, FaceDeletion, CollectionDeletion, KeptPhotos],
})
export class FaceIndexingModule extends ConfigurableModuleClass {}
