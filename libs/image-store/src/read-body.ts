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
  return Buffer.concat(chunks, bytes);
}
