/** More bytes arrived than the limit allows. */
export class BodyTooLongError extends Error {
  override readonly name = 'BodyTooLongError';
  constructor(readonly bytes: number) {
    super(`The body has more than the allowed bytes: ${bytes} so far.`);
  }
}

/** Reads a whole body, and stops at the first byte over `limit`: the announced length may be missing or wrong. */
export async function readBody(body: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop early destroys the stream, and with it the connection.
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw new BodyTooLongError(bytes);
    chunks.push(chunk);
  }
  return joined(chunks, bytes);
}

/** In shared memory: a worker reads it where it is, without another copy. */
function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(new SharedArrayBuffer(bytes));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
