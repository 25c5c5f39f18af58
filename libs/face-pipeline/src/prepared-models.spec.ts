import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool, root, samplePhoto } from '../test/fixtures';
import { ModelPackError } from './errors';

describe('prepared models', () => {
  let cache: string;
  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'prepared-'));
  });
  afterEach(() => rm(cache, { recursive: true }));

  /** Opens a pool on the cache, analyzes a photo and closes. */
  async function analyzeOnce(): Promise<readonly object[]> {
    const pool = await openPool({ cacheDirectory: cache, workers: 1 });
    try {
      return (await pool.analyze(await samplePhoto(2))).faces;
    } finally {
      await pool.close();
    }
  }

  it('are built once when two pools start together, and nothing else stays behind', async () => {
    const [one, other] = await Promise.all([analyzeOnce(), analyzeOnce()]);
    expect(one).toHaveLength(3);
    expect(other).toEqual(one);
    expect((await readdir(cache)).map((name) => name.replace(/-[0-9a-f]{16}$/, '')).sort()).toEqual(['fr_detect', 'fr_feature', 'fr_landmark']);
  });

  it('are built again when damaged, with the same results', async () => {
    const faces = await analyzeOnce();
    const folder = join(cache, (await readdir(cache)).find((name) => name.startsWith('fr_feature'))!);
    const weights = join(folder, 'weights.bin');
    const whole = await readFile(weights);
    await truncate(weights, 1000);
    expect(await analyzeOnce()).toEqual(faces);
    expect((await readFile(weights)).equals(whole)).toBe(true);
    const flipped = Buffer.from(whole);
    flipped[5000]! ^= 0xff;
    await writeFile(weights, flipped);
    expect(await analyzeOnce()).toEqual(faces);
    expect(await readdir(cache)).toHaveLength(3);
  });

  it('leave no draft of a killed run behind, but spare those of a living one', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const drafts = {
      killed: `fr_feature-0000000000000000.${hostname()}.${dead}.a.tmp`,
      living: `fr_feature-0000000000000000.${hostname()}.${process.pid}.b.tmp`,
      elsewhere: `fr_feature-0000000000000000.another-host.${dead}.c.tmp`,
      forgotten: `fr_feature-0000000000000000.another-host.${dead}.d.tmp`,
    };
    for (const name of Object.values(drafts)) await mkdir(join(cache, name));
    const yesterday = Date.now() / 1000 - 86_400;
    await utimes(join(cache, drafts.forgotten), yesterday, yesterday);
    await analyzeOnce();
    const left = (await readdir(cache)).filter((name) => name.endsWith('.tmp'));
    expect(left.sort()).toEqual([drafts.elsewhere, drafts.living].sort());
  });

  it('cannot be made of a file that is no model', async () => {
    const spec = JSON.parse(await readFile(join(root, 'models/manifest.json'), 'utf8')).packs.compact;
    const pack = join(cache, 'fake.json');
    const sha256 = createHash('sha256').update('not a model').digest('hex');
    const of = (part: object) => ({ ...part, file: 'fake.onnx', sha256 });
    await writeFile(join(cache, 'fake.onnx'), 'not a model');
    await writeFile(pack, JSON.stringify({ ...spec, source: { kind: 'files' }, detector: of(spec.detector), landmarks: null, embedder: of(spec.embedder) }));
    await expect(openPool({ pack, cacheDirectory: cache, workers: 1 })).rejects.toThrow(ModelPackError);
    expect((await readdir(cache)).sort()).toEqual(['fake.json', 'fake.onnx']);
  });
});
