// The little of protobuf and of onnx.proto (field numbers beside the names) that writing a model takes.

export interface Initializer {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

export interface Node {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Integers and lists of integers. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly initializers: readonly Initializer[];
  readonly input: { readonly name: string; readonly dims: readonly number[] };
  readonly output: { readonly name: string; readonly dims: readonly number[] };
}

/** Serialised pieces, not joined: a weight is hundreds of megabytes that need no copy. */
type Pieces = readonly Uint8Array[];

/** ModelProto, IR version 8, opset 13. */
export function writeOnnx({ nodes, initializers, input, output }: Graph): Pieces {
  const graph = [
    ...nodes.flatMap((node) => message(1, writeNode(node))),
    ...text(2, 'synthetic'),
    ...initializers.flatMap((initializer) => message(5, writeTensor(initializer))),
    ...message(11, writeValue(input)),
    ...message(12, writeValue(output)),
  ];
  return [...integer(1, 8), ...text(2, 'facerec bench'), ...message(7, graph), ...message(8, integer(2, 13))];
}

/** NodeProto: input 1, output 2, op_type 4, attribute 5. */
function writeNode({ type, inputs, output, attributes = {} }: Node): Pieces {
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...text(2, output),
    ...text(4, type),
    ...Object.entries(attributes).flatMap(([name, value]) => message(5, writeAttribute(name, value))),
  ];
}

/** AttributeProto: name 1, i 3, ints 8, type 20 (INT 2, INTS 7). */
function writeAttribute(name: string, value: number | readonly number[]): Pieces {
  if (typeof value === 'number') return [...text(1, name), ...integer(3, value), ...integer(20, 2)];
  return [...text(1, name), ...value.flatMap((item) => integer(8, item)), ...integer(20, 7)];
}

/** TensorProto: dims 1, data_type 2 (FLOAT 1), name 8, raw_data 9. */
function writeTensor({ name, dims, values }: Initializer): Pieces {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return [...dims.flatMap((size) => integer(1, size)), ...integer(2, 1), ...text(8, name), ...message(9, [raw])];
}

/** ValueInfoProto: name 1, type 2 { tensor_type 1 { elem_type 1, shape 2 { dim 1 { dim_value 1 } } } }. */
function writeValue({ name, dims }: { readonly name: string; readonly dims: readonly number[] }): Pieces {
  const shape = dims.flatMap((size) => message(1, integer(1, size)));
  return [...text(1, name), ...message(2, message(1, [...integer(1, 1), ...message(2, shape)]))];
}

function integer(field: number, value: number): Pieces {
  return [varint(field << 3), varint(value)];
}

function text(field: number, value: string): Pieces {
  return message(field, [Buffer.from(value)]);
}

function message(field: number, pieces: Pieces): Pieces {
  return [varint((field << 3) | 2), varint(pieces.reduce((sum, { length }) => sum + length, 0)), ...pieces];
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.of(...bytes, rest);
    bytes.push((rest % 128) | 128);
  }
}
