import { readFile } from 'node:fs/promises';
import { FacePipelinePool } from './face-pipeline.pool';

describe('FacePipelinePool', () => {
  let pool: FacePipelinePool;
  beforeAll(async () => {
    pool = await FacePipelinePool.open({ modelsDirectory: 'models', pack: 'compact', cacheDirectory: '.data/cache', workers: 2 });
  });
  afterAll(() => pool.close());

  it('finds the faces of a group photo', async () => {
    const { faces } = await pool.analyze(await readFile('.data/samples/sample1.jpg'));
    expect(faces).toHaveLength(3);
  });
});
