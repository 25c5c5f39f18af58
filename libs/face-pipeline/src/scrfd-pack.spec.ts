import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cosine, manifest, openPool, root, samplePhoto, sharedData } from '../test/fixtures';

const weights = join(sharedData, 'weights/scrfd_2.5g_bnkps.onnx');
const lfw = join(sharedData, 'lfw');
const present = existsSync(weights) && existsSync(lfw);
if (!present) process.stderr.write(`skipped: the SCRFD pack needs ${weights} and ${lfw}\n`);

/** InsightFace's detector with the compact pack's embedder: nothing but another description. */
function scrfdPack(): object {
  const [buffalo, compact] = [manifest.packs['buffalo_sc']!, manifest.packs['compact']!];
  const input = { ...buffalo.detector.input, width: 320, height: 320 };
  return {
    licence: 'non-commercial research',
    source: { kind: 'files' },
    detector: { ...buffalo.detector, input, file: weights, sha256: 'bc24bb349491481c3ca793cf89306723162c280cb284c5a5e49df3760bf5c2ce' },
    landmarks: null,
    embedder: { ...compact.embedder, file: join(root, 'models/compact', compact.embedder.file) },
    thresholds: compact.thresholds,
  };
}

(present ? describe : describe.skip)('an SCRFD pack from a JSON file', () => {
  it('finds the sample faces and tells 100 pairs of LFW apart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'scrfd-'));
    const pack = join(folder, 'scrfd.json');
    await writeFile(pack, JSON.stringify(scrfdPack()));
    const pool = await openPool({ pack, maxQueue: 200 });
    try {
      expect((await pool.analyze(await samplePhoto(5))).faces).toHaveLength(5);
      // Every 12th of the 1,200 pairs: as many of the same person as of two.
      const pairs = (await readFile(join(lfw, 'pairs.csv'), 'utf8')).trim().split('\n').slice(1).filter((_, index) => index % 12 === 0);
      const wrong = await Promise.all(pairs.map(async (line) => {
        const [, a, b, same] = line.trim().split(',');
        const [one, other] = await Promise.all([a, b].map((photo) => embed(photo!)));
        return cosine(one!, other!) > pool.pack.verifyCosine !== (same === '1');
      }));
      expect(pairs).toHaveLength(100);
      expect(wrong.filter(Boolean).length).toBeLessThanOrEqual(1);
    } finally {
      await pool.close();
      await rm(folder, { recursive: true });
    }

    async function embed(photo: string): Promise<Float32Array> {
      const { faces } = await pool.analyze(await readFile(join(lfw, 'images', photo)), { maxFaces: 1 });
      return faces[0]!.embedding;
    }
  });
});
