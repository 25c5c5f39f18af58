import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeOnnx, type Graph } from './onnx-writer';

// 2 × 2 sums of a 3 × 3 picture, a negative one halved, then a weighted sum of the four.
const graph: Graph = {
  input: { name: 'input', dims: [1, 1, 3, 3] },
  output: { name: 'output', dims: [1, 1] },
  initializers: [
    { name: 'ones', dims: [1, 1, 2, 2], values: new Float32Array(4).fill(1) },
    { name: 'slope', dims: [1, 1, 1], values: Float32Array.of(0.5) },
    { name: 'weights', dims: [1, 4], values: Float32Array.of(1, 10, 100, 1000) },
  ],
  nodes: [
    { type: 'Conv', inputs: ['input', 'ones'], output: 'sums', attributes: { kernel_shape: [2, 2], strides: [1, 1], pads: [0, 0, 0, 0] } },
    { type: 'PRelu', inputs: ['sums', 'slope'], output: 'active' },
    { type: 'Flatten', inputs: ['active'], output: 'flat' },
    { type: 'Gemm', inputs: ['flat', 'weights'], output: 'output', attributes: { transB: 1 } },
  ],
};

it('writes a model that ONNX Runtime reads and runs', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'onnx-writer-'));
  try {
    const file = join(directory, 'model.onnx');
    await writeFile(file, Buffer.concat(writeOnnx(graph)));
    // In a process of its own: its run() refuses the typed arrays of Jest's realm.
    const script = `const { InferenceSession, Tensor } = require('onnxruntime-node');
      InferenceSession.create(${JSON.stringify(file)})
        .then((session) => session.run({ input: new Tensor('float32', [1, 2, 3, 4, 5, 6, -7, -8, -9], [1, 1, 3, 3]) }))
        .then(({ output }) => console.log(JSON.stringify([...output.data])));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: __dirname });
    expect(JSON.parse(stdout)).toEqual([12 + 16 * 10 + (-6 / 2) * 100 + (-6 / 2) * 1000]);
  } finally {
    await rm(directory, { recursive: true });
  }
});
