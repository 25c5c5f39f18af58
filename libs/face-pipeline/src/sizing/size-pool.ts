import type { PoolSizing } from '../types';

/** What decides how many workers fit; bytes. */
export interface Machine {
  /** `process.constrainedMemory()`: the container's limit, or nonsense when there is none. */
  readonly constrainedMemory: number;
  readonly totalMemory: number;
  /** `os.availableParallelism()`. */
  readonly cores: number;
  /** Of the models, mapped once for all workers. */
  readonly sharedBytes: number;
  /** Of one worker with the largest allowed image in hand. */
  readonly perWorkerBytes: number;
}

const MIB = 1024 ** 2;
// The process itself: Nest, the stores, the HTTP bodies in flight, and what a decoder takes for a moment.
const RESERVE = 192 * MIB;

/** As many workers as memory and cores allow, at least one. */
export function sizePool({ constrainedMemory, totalMemory, cores, sharedBytes, perWorkerBytes }: Machine): PoolSizing {
  const limited = constrainedMemory > 0 && constrainedMemory < totalMemory;
  const limitBytes = limited ? constrainedMemory : totalMemory;
  const fitting = Math.floor((limitBytes - RESERVE - sharedBytes) / perWorkerBytes);
  return {
    workers: Math.max(1, Math.min(fitting, cores)),
    decidedBy: fitting < cores ? 'memory' : 'cores',
    limit: limited ? 'container' : 'machine',
    limitBytes,
    reserveBytes: RESERVE,
    sharedBytes,
    perWorkerBytes,
    cores,
  };
}

/** The decision in one line, with its numbers. */
export function explainSizing(sizing: PoolSizing): string {
  const { workers, decidedBy, cores } = sizing;
  const count = `${workers} worker ${workers === 1 ? 'thread' : 'threads'}`;
  if (decidedBy === 'setting') return `${count} as set (${cores} cores)`;
  const [limit, reserve, shared, each] = [sizing.limitBytes, sizing.reserveBytes, sizing.sharedBytes, sizing.perWorkerBytes].map(mib);
  return `${count} by ${decidedBy}: (${limit} of the ${sizing.limit} − ${reserve} reserved − ${shared} shared weights) / ${each} a worker, at most ${cores} cores`;
}

function mib(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
