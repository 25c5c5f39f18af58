import type { Hash } from 'node:crypto';
import { open } from 'node:fs/promises';

const PIECE = 1024 ** 2;

/** Feeds a whole file to `hash` through one buffer: a stream's pieces would pile up to the file's size before they are collected. */
export async function hashFileInto(hash: Hash, file: string): Promise<void> {
  const handle = await open(file);
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, PIECE);
      if (bytesRead === 0) return;
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
