/** What decides how many workers fit; bytes. */
export interface Machine {
  /** `process.constrainedMemory()`: the container's limit, or nonsense when there is none. */
  readonly constrainedMemory: number;
  readonly totalMemory: number;
  /** `os.availableParallelism()`. */
  readonly cores: number;
  /** Of the models, mapped once for all workers. */
  readonly sharedBytes: number;
}

const MIB = 1024 ** 2;
// The process itself: Nest, the stores, the HTTP bodies in flight.
const RESERVE = 192 * MIB;
// One worker with a photo at the decode limit (40 megapixels are 120 MB of RGB) beside ORT's arenas.
const PER_WORKER = 200 * MIB;

/** As many workers as memory and cores allow, at least one. */
export function sizePool({ constrainedMemory, totalMemory, cores, sharedBytes }: Machine): number {
  const limited = constrainedMemory > 0 && constrainedMemory < totalMemory;
  const limit = limited ? constrainedMemory : totalMemory;
  const fitting = Math.floor((limit - RESERVE - sharedBytes) / PER_WORKER);
  return Math.max(1, Math.min(fitting, cores));
}
