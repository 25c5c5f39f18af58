import { parentPort, workerData } from 'node:worker_threads';
import type { Calls, Reply, Request, WorkerData } from './protocol.ts';
import { ScanHelpers, type HelperData } from './scan-helpers.ts';
import { helpScanning } from './scanner.ts';
import { VectorEngine } from './vector-engine.ts';

const data = workerData as WorkerData | HelperData;
if (data.role === 'helper') helpScanning(data.memory, data.thread);
serve(data);

/** Answers the store's requests one after another; errors cross as their message. */
function serve({ directory, dimension, scanThreads, entry }: WorkerData): void {
  const startHelpers = scanThreads > 1 ? (memory: WebAssembly.Memory) => new ScanHelpers(entry, memory, scanThreads - 1) : undefined;
  let engine: VectorEngine;
  try {
    engine = new VectorEngine({ directory, dimension, startHelpers });
  } catch (error) {
    return reply({ kind: 'not-opened', message: messageOf(error) });
  }
  reply({ kind: 'opened' });
  // A deletion that another run did not finish; should it fail, the next start tries again.
  engine.purge().catch(() => undefined);
  parentPort?.on('message', (request: Request) => void answer(engine, request));
}

async function answer(engine: Calls, { number, verb, args }: Request): Promise<void> {
  try {
    const call = engine[verb].bind(engine) as (...values: unknown[]) => unknown;
    reply({ kind: 'result', number, result: await call(...args) });
  } catch (error) {
    reply({ kind: 'failure', number, message: messageOf(error) });
  }
}

function reply(message: Reply): void {
  parentPort?.postMessage(message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
