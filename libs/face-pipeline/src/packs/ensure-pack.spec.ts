import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePack } from './ensure-pack';
import { findPack } from './manifest';

describe('ensurePack', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'packs-'));
    await copyFile('models/manifest.json', join(directory, 'manifest.json'));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('takes a pack whose files are there without touching the network', async () => {
    const pack = await ensurePack('models', 'compact');
    expect(pack.spec.embedder.dimension).toBe(512);
    expect(pack.directory).toMatch(/models.compact$/);
  });

  it('names the packs there are when asked for another', async () => {
    await expect(findPack(directory, 'enormous')).rejects.toThrow(/no model pack "enormous".*compact, buffalo_l/);
  });

  it('says what to do about a pack that a licence keeps from being fetched', async () => {
    await expect(ensurePack(directory, 'buffalo_sc')).rejects.toThrow(/"buffalo_sc" is not installed \(det_500m.onnx, w600k_mbf.onnx.*Non-commercial/);
  });

  it('refuses a custom pack whose weights are not the described ones', async () => {
    const { spec } = await findPack('models', 'compact');
    const file = join(directory, 'mine.json');
    await writeFile(file, JSON.stringify({ ...spec, source: { kind: 'files' } }));
    await writeFile(join(directory, spec.embedder.file), 'not a model');
    await expect(ensurePack('models', file)).rejects.toThrow(/fr_detect.onnx, fr_landmark.onnx, fr_feature.onnx missing or damaged/);
  });

  it('says which folder it looked in when there is no manifest', async () => {
    await rm(join(directory, 'manifest.json'));
    await expect(ensurePack(directory, 'compact')).rejects.toThrow(/MODELS_DIR must be the folder/);
    expect(await readdir(directory)).toEqual([]);
  });
});
