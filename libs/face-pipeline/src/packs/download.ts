import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { ModelPackError } from '../errors';
import type { FetchOptions } from './fetch-npm-files';
import { hashFile } from './verify-files';

/**
 * Downloads `url` to `file` and checks its SHA-256. What an interrupted download left in `file` is continued, not fetched
 * again; a file that is complete but wrong is removed.
 * @throws ModelPackError saying what the server answered, or that the file is not the expected one.
 */
export async function download(url: string, file: string, sha256: string, options: FetchOptions = {}): Promise<void> {
  const have = await sizeOf(file);
  const response = await ask(url, have);
  // 416: everything is here already.
  if (response.status !== 416) await save(response, file, { name: nameOf(url), have, onProgress: options.onProgress });
  const actual = await hashFile(file, 'sha256');
  if (actual === sha256) return;
  await rm(file);
  throw new ModelPackError(`${url} is not the expected file (SHA-256 ${actual} instead of ${sha256}). Check the address, or try again.`);
}

async function ask(url: string, have: number): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, have > 0 ? { headers: { range: `bytes=${have}-` } } : {});
  } catch (cause) {
    throw new ModelPackError(`Cannot reach ${url}. Check the network, or download it elsewhere and use --from FILE.`, { cause });
  }
  if (!response.ok && response.status !== 416) {
    throw new ModelPackError(`${url} answered ${response.status}. Check the address, or use --from with a mirror or a file.`);
  }
  return response;
}

async function save(response: Response, file: string, { name, have, onProgress }: { name: string; have: number } & FetchOptions): Promise<void> {
  // 200 instead of 206: the server cannot continue, so the file begins anew.
  const start = response.status === 206 ? have : 0;
  const totalBytes = start + Number(response.headers.get('content-length') ?? 0);
  let receivedBytes = start;
  const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  body.on('data', (chunk: Uint8Array) => {
    receivedBytes += chunk.length;
    onProgress?.({ name, receivedBytes, totalBytes });
  });
  try {
    await pipeline(body, createWriteStream(file, { flags: start > 0 ? 'a' : 'w' }));
  } catch (cause) {
    throw new ModelPackError(`The download of ${name} broke off after ${receivedBytes} bytes. Run the same command again: it goes on from there.`, { cause });
  }
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(({ size }) => size, () => 0);
}

function nameOf(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? url;
}
