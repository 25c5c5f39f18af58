import { manifest } from '../test/fixtures';
import { canonicalJson, describePack } from './contracts';
import type { InstalledPack, PackSpec } from './worker/pack-spec';

const spec = manifest.packs['compact']!;
const pack = (over: Partial<PackSpec> = {}): InstalledPack => ({ name: 'compact', directory: '/models/compact', spec: { ...spec, ...over } });
const described = (over: Partial<PackSpec> = {}, minConfidence = 0.65) => describePack(pack(over), minConfidence);

describe('describePack', () => {
  it('pins the compact pack\'s embeddings: a change here makes every stored collection foreign', () => {
    expect(described().embeddingContract).toBe('bf6ae7f80af49430e9f0b38f426e3c8687b92c52d364ddd2c002ac0a10e266d0');
  });

  it('depends neither on licence and source nor on file names', () => {
    const elsewhere = described({ licence: 'other', source: { kind: 'files' }, embedder: { ...spec.embedder, file: 'renamed.onnx', bytes: 1 } });
    expect(elsewhere).toEqual(described());
  });

  it('changes both contracts with the embedder or its normalisation', () => {
    const other = described({ embedder: { ...spec.embedder, input: { ...spec.embedder.input, std: 128 } } });
    expect(other.embeddingContract).not.toBe(described().embeddingContract);
    expect(other.pipelineContract).not.toBe(described().pipelineContract);
  });

  it('changes only the pipeline contract with the detector or its threshold', () => {
    for (const other of [described({ detector: { ...spec.detector, nmsIou: 0.3 } }), described({}, 0.9)]) {
      expect(other.embeddingContract).toBe(described().embeddingContract);
      expect(other.pipelineContract).not.toBe(described().pipelineContract);
    }
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
  });
});
