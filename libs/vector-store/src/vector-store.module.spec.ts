import { Test } from '@nestjs/testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedVectorStore } from './embedded-vector-store';
import { VectorStoreUnavailableError } from './errors';
import { VectorStore } from './vector-store';
import { VectorStoreModule } from './vector-store.module';

describe('VectorStoreModule', () => {
  let directory: string;
  beforeEach(async () => { directory = await mkdtemp(join(tmpdir(), 'vectors-')); });
  afterEach(() => rm(directory, { recursive: true }));

  it('provides the store open, and closes it when the application shuts down', async () => {
    const app = await Test.createTestingModule({ imports: [VectorStoreModule.forRoot({ kind: 'embedded', directory, dimension: 8 })] }).compile();
    const store = app.get(VectorStore);
    expect(store).toBeInstanceOf(EmbeddedVectorStore);
    await store.ping();
    await app.close();
    await expect(store.ping()).rejects.toThrow(VectorStoreUnavailableError);
  });

  it('does not start on a directory with vectors of another dimension, and says so', async () => {
    await (await EmbeddedVectorStore.open({ directory, dimension: 8 })).close();
    const start = Test.createTestingModule({ imports: [VectorStoreModule.forRoot({ kind: 'embedded', directory, dimension: 16 })] }).compile();
    await expect(start).rejects.toThrow(/^DATA_DIR: .*have 8 dimensions, the embedding has 16\. Use another directory/);
  });

  it('does not start where it may not write, and says so', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    const start = Test.createTestingModule({ imports: [VectorStoreModule.forRoot({ kind: 'embedded', directory: join(file, 'vectors'), dimension: 8 })] }).compile();
    await expect(start).rejects.toThrow(/^DATA_DIR: The vectors in .* cannot be opened .*may write to/);
  });
});
