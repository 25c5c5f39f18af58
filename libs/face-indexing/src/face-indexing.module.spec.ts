import { Catalog, CatalogModule } from '@facerec/catalog';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { VectorStore } from '@facerec/vector-store';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaceDeletion } from './face-deletion';
import { FaceIndexer } from './face-indexer';
import { FaceIndexingModule } from './face-indexing.module';
import { FaceMatcher } from './face-matcher';
import { FakeImageStore, FakePipelinePool } from './testing/fake-photos';
import { MemoryVectorStore } from './testing/memory-vector-store';
import { aTask, at } from './testing/world';

const images = new FakeImageStore();

@Module({
  providers: [
    { provide: ImageStore, useValue: images },
    { provide: FacePipelinePool, useValue: new FakePipelinePool() },
    { provide: VectorStore, useValue: new MemoryVectorStore() },
  ],
  exports: [ImageStore, FacePipelinePool, VectorStore],
})
class FakeLeavesModule {}

@Module({})
class AppModule {
  static forRoot(file: string): DynamicModule {
    const catalog = CatalogModule.forRoot({ kind: 'sqlite', file });
    const faceIndexing = FaceIndexingModule.forRoot({ maxFacesPerImage: 20, keptPhotos: { bucket: 'own', prefix: 'kept/' }, imports: [catalog, FakeLeavesModule] });
    return { module: AppModule, imports: [catalog, FakeLeavesModule, faceIndexing] };
  }
}

describe('FaceIndexingModule', () => {
  it('works on the very instances that the app imports', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'facerec-module-'));
    const app = await Test.createTestingModule({ imports: [AppModule.forRoot(join(directory, 'catalog.sqlite'))] }).compile();
    await app.init();
    expect(app.get(Catalog, { each: true })).toHaveLength(1);

    images.put('photos', 'party.jpg', 'ann', at(1));
    expect(await app.get(FaceIndexer).index(aTask())).toMatchObject({ state: 'indexed' });
    expect((await app.get(FaceMatcher).match({ ...aTask(), maxMatches: 5 })).matches).toHaveLength(1);
    expect((await app.get(FaceDeletion).deleteImage(aTask(), at(20))).faceIds).toHaveLength(1);
    await app.close();
    rmSync(directory, { recursive: true, force: true });
  });
});
