import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

// Reads every byte with SIMD loads and keeps the exclusive or, so that nothing but memory can be the limit.
const READER = `
export function read(from: usize, to: usize): i64 {
  let a = i64x2.splat(0), b = a, c = a, d = a;
  for (; from < to; from += 64) {
    a = v128.xor(a, v128.load(from)); b = v128.xor(b, v128.load(from, 16));
    c = v128.xor(c, v128.load(from, 32)); d = v128.xor(d, v128.load(from, 48));
  }
  return i64x2.extract_lane(v128.xor(v128.xor(a, b), v128.xor(c, d)), 0);
}`;

const WORKER = `
const { parentPort, workerData: { binary, memory, from, to } } = require('node:worker_threads');
const { read } = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } }).exports;
parentPort.on('message', () => { read(from, to); parentPort.postMessage('done'); });`;

const REPETITIONS = 15;

/**
 * Median time in which the threads together read so many bytes of shared memory once: what a scan of whole rows cannot go below. The store's own
 * scan can, since it reads the lower halves of few rows only.
 */
export async function bareReadMs(bytes: number, threads: number): Promise<number> {
  const binary = await compileReader();
  const pages = Math.ceil(bytes / 65_536) + 1;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: 65_536, shared: true });
  new Uint8Array(memory.buffer).fill(7);
  const part = Math.floor(bytes / threads / 64) * 64;
  const workers = Array.from({ length: threads }, (_, i) => new Worker(WORKER, { eval: true, workerData: { binary, memory, from: i * part, to: (i + 1) * part } }));
  const times: number[] = [];
  for (let i = 0; i < REPETITIONS; i++) {
    const begin = performance.now();
    await Promise.all(workers.map(readOnce));
    times.push(performance.now() - begin);
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return times.sort((a, b) => a - b)[Math.floor(REPETITIONS / 2)] as number;
}

async function readOnce(worker: Worker): Promise<void> {
  const answered = once(worker, 'message');
  worker.postMessage('read');
  await answered;
}

async function compileReader(): Promise<Uint8Array> {
  // ESM-only, so not through require as the rest of a bundled tool.
  const { default: asc } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const { error } = await asc.main(
    ['reader.ts', '--outFile', 'reader.wasm', '-O3', '--runtime', 'stub', '--enable', 'simd', '--enable', 'threads', '--importMemory', '--sharedMemory', '--maximumMemory', '65536'],
    { readFile: (name: string) => (name === 'reader.ts' ? READER : null), writeFile: (_name: string, contents: string | Uint8Array) => { binary = contents as Uint8Array; }, listFiles: () => [] },
  );
  if (error !== null || binary === undefined) throw new Error('The bare reader does not compile.', { cause: error });
  return binary;
}
