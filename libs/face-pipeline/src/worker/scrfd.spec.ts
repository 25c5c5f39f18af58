import type { Output } from './model';
import type { ScrfdSpec } from './pack-spec';
import { decodeScrfd } from './scrfd';

const spec: ScrfdSpec = {
  kind: 'scrfd', file: 'detector.onnx', sha256: '', minConfidence: 0.5, nmsIou: 0.4, resize: 'letterbox', strides: [8, 16], anchorsPerCell: 2,
  input: { width: 32, height: 16, channels: 'RGB', mean: 127.5, std: 128 },
};
// 4 × 2 cells of 8 pixels and 2 × 1 cells of 16, two anchors each.
const empty = (): Output[] => [[16, 1], [4, 1], [16, 4], [4, 4], [16, 10], [4, 10]].map(([anchors, last]) => ({
  data: new Float32Array(anchors! * last!), dims: [anchors!, last!],
}));

describe('decodeScrfd', () => {
  it('decodes distances and landmarks in units of the stride, from the anchor\'s pixel', () => {
    const outputs = empty();
    // Stride 8, second anchor of the cell at column 2, row 1.
    const anchor = (1 * 4 + 2) * 2 + 1;
    outputs[0]!.data[anchor] = 0.75;
    outputs[2]!.data.set([1, 0.5, 1, 0.5], anchor * 4);
    outputs[4]!.data.set([-1, 0, 1, 0, 0, 0.25, -1, 1, 1, 1], anchor * 10);
    const [face, ...others] = decodeScrfd(outputs, spec, 0.5, { left: 100, top: 0, scale: 2 });
    expect(others).toEqual([]);
    // Centre (16.5, 8.5) in the input, twice that in the image, which begins at 100; a unit is 8 · 2 pixels.
    expect(face).toEqual({
      confidence: 0.75,
      box: { left: 117, top: 9, width: 32, height: 16 },
      landmarks: [{ x: 117, y: 17 }, { x: 149, y: 17 }, { x: 133, y: 21 }, { x: 117, y: 33 }, { x: 149, y: 33 }],
    });
  });

  it('tells the strides apart by shape, in whatever order and with or without a batch dimension', () => {
    const outputs = empty();
    outputs[1]!.data[3] = 0.9;
    const batched = outputs.map(({ data, dims }) => ({ data, dims: [1, ...dims] })).reverse();
    expect(decodeScrfd(batched, spec, 0.5, { left: 0, top: 0, scale: 1 })).toMatchObject([{ confidence: expect.closeTo(0.9), box: { left: 16.5, top: 0.5 } }]);
  });

  it('says what to check when the model does not fit its description', () => {
    expect(() => decodeScrfd(empty(), { ...spec, anchorsPerCell: 1 }, 0.5, { left: 0, top: 0, scale: 1 })).toThrow(/no output of 8 × 1; check its input size, strides and anchors/);
  });
});
