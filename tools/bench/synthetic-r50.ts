import { createHash } from 'node:crypto';
import { copyFile, mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledPack } from '@facerec/face-pipeline';
import { writeOnnx, type Graph, type Initializer, type Node } from './onnx-writer';

const MODEL = 'synthetic_r50.onnx';
// InsightFace's IResNet-50: blocks and channels of its four stages.
const STAGES = [[3, 64], [4, 128], [14, 256], [3, 512]] as const;
const EMBEDDING = 512;

/**
 * A pack whose embedder has the layers and the 43.6 million parameters of a ResNet-50 with random weights, beside the
 * detector and landmarks of `base`. Written once to `directory`. Returns the pack's description and the model.
 */
export async function writeSyntheticPack(directory: string, base: InstalledPack): Promise<{ pack: string; model: string; bytes: number }> {
  const { detector, landmarks, embedder } = base.spec;
  const model = join(directory, MODEL);
  const pack = join(directory, 'synthetic-r50.json');
  await mkdir(directory, { recursive: true });
  for (const { file } of landmarks === null ? [detector] : [detector, landmarks]) await copyFile(join(base.directory, file), join(directory, file));
  const known = await readFile(pack, 'utf8').then((text) => JSON.parse(text) as InstalledPack['spec'], () => undefined);
  const bytes = await stat(model).then(({ size }) => size, () => 0);
  if (known !== undefined && known.embedder.bytes === bytes) return { pack, model, bytes };
  const written = await writeModel(model);
  const synthetic = { ...embedder, file: MODEL, input: { width: 112, height: 112, channels: 'RGB', mean: 127.5, std: 127.5 }, dimension: EMBEDDING, ...written };
  await writeFile(pack, JSON.stringify({ ...base.spec, licence: 'none: random weights', source: { kind: 'files' }, embedder: synthetic }));
  return { pack, model, bytes: written.bytes };
}

async function writeModel(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  const output = await open(file, 'w');
  let bytes = 0;
  try {
    for (const piece of writeOnnx(resnet50())) {
      hash.update(piece);
      await output.writeFile(piece);
      bytes += piece.length;
    }
  } finally {
    await output.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

function resnet50(): Graph {
  const layers = new Layers();
  let value = layers.prelu(layers.conv('input', { from: 3, to: 64, kernel: 3, stride: 1 }), 64);
  let from = 64;
  for (const [blocks, channels] of STAGES) {
    for (let block = 0; block < blocks; block += 1) {
      const stride = block === 0 ? 2 : 1;
      const first = layers.prelu(layers.conv(value, { from, to: channels, kernel: 3, stride: 1 }), channels);
      const second = layers.conv(first, { from: channels, to: channels, kernel: 3, stride });
      const shortcut = block === 0 ? layers.conv(value, { from, to: channels, kernel: 1, stride }) : value;
      value = layers.add({ type: 'Add', inputs: [second, shortcut] });
      from = channels;
    }
  }
  const flat = layers.add({ type: 'Flatten', inputs: [value] });
  const features = from * 7 * 7;
  const weights = layers.weights([EMBEDDING, features], features);
  layers.nodes.push({ type: 'Gemm', inputs: [flat, weights], output: 'embedding', attributes: { transB: 1 } });
  return {
    nodes: layers.nodes,
    initializers: layers.initializers,
    input: { name: 'input', dims: [1, 3, 112, 112] },
    output: { name: 'embedding', dims: [1, EMBEDDING] },
  };
}

/** The graph so far; every method returns the name of its output. */
class Layers {
  readonly nodes: Node[] = [];
  readonly initializers: Initializer[] = [];
  private seed = 1;

  conv(input: string, { from, to, kernel, stride }: { from: number; to: number; kernel: 1 | 3; stride: 1 | 2 }): string {
    const weights = this.weights([to, from, kernel, kernel], from * kernel * kernel);
    const pad = kernel >> 1;
    const attributes = { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: [pad, pad, pad, pad] };
    return this.add({ type: 'Conv', inputs: [input, weights], attributes });
  }

  prelu(input: string, channels: number): string {
    return this.add({ type: 'PRelu', inputs: [input, this.constant([channels, 1, 1], () => 0.25)] });
  }

  add(node: Omit<Node, 'output'>): string {
    const output = `v${this.nodes.length}`;
    this.nodes.push({ ...node, output });
    return output;
  }

  /** Random, of a size that keeps the values between layers near 1. */
  weights(dims: readonly number[], fanIn: number): string {
    const scale = Math.sqrt(3 / fanIn);
    return this.constant(dims, () => {
      // A linear congruential generator (Numerical Recipes) does.
      this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
      return (this.seed / 2 ** 31 - 1) * scale;
    });
  }

  private constant(dims: readonly number[], value: () => number): string {
    const name = `w${this.initializers.length}`;
    const values = new Float32Array(dims.reduce((product, size) => product * size));
    for (let index = 0; index < values.length; index += 1) values[index] = value();
    this.initializers.push({ name, dims, values });
    return name;
  }
}
