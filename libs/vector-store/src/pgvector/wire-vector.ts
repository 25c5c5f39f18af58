const HEADER_BYTES = 4;

/** As pgvector receives it in binary: length and a zero as int16, then float32, all big-endian. */
export function toWire(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + 4 * values.length);
  bytes.writeInt16BE(values.length, 0);
  values.forEach((value, i) => bytes.writeFloatBE(value, HEADER_BYTES + 4 * i));
  return bytes;
}

/** As pgvector prints it, "[0.25,-1]"; its digits are enough to be the same float32 again. */
export function fromWire(text: string): Float32Array {
  return Float32Array.from(JSON.parse(text) as number[]);
}
