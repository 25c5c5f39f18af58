import type { InstalledPack } from '@facerec/face-pipeline';
import { probe, type MemoryProbe, type ProbeInput } from './probes';
import { writeSyntheticPack } from './synthetic-r50';

/** PSS of a process with 1, 2, 3 and 4 workers. */
export interface Sharing {
  readonly preparedMb: readonly number[];
  readonly preparedPerFurtherWorkerMb: number;
  /** Before its first photo, whose pixels it then keeps room for. */
  readonly readyPerFurtherWorkerMb: number;
  /** Bare sessions on the model as published, for comparison; with the synthetic embedder only. */
  readonly plainMb?: readonly number[];
  readonly plainPerFurtherWorkerMb?: number;
  readonly modelMb?: number;
}

const WORKERS = [1, 2, 3, 4];

/** With `synthetic`, the pack's embedder is replaced by one of ResNet-50 size, written to that directory. */
export async function measureSharing(input: ProbeInput, synthetic?: { readonly directory: string; readonly pack: InstalledPack }): Promise<Sharing> {
  if (synthetic === undefined) return prepared(input);
  const { pack, model, bytes } = await writeSyntheticPack(synthetic.directory, synthetic.pack);
  const plainMb = (await forWorkers((workers) => probe('plain', { options: { ...input.options, workers }, photos: [model] }))).map(({ pssMb }) => pssMb);
  const sharing = await prepared({ ...input, options: { ...input.options, pack } });
  return { ...sharing, plainMb, plainPerFurtherWorkerMb: perFurtherWorker(plainMb), modelMb: bytes / 1e6 };
}

async function prepared({ options, photos }: ProbeInput): Promise<Sharing> {
  // Whoever prepares the models keeps some of the memory that took.
  await probe('memory', { options: { ...options, workers: 1 }, photos: [] });
  const probed = await forWorkers((workers) => probe('memory', { options: { ...options, workers }, photos }));
  const preparedMb = probed.map(({ pssMb }) => pssMb);
  const readyMb = probed.map(({ readyPssMb }) => readyPssMb);
  return { preparedMb, preparedPerFurtherWorkerMb: perFurtherWorker(preparedMb), readyPerFurtherWorkerMb: perFurtherWorker(readyMb) };
}

async function forWorkers(measure: (workers: number) => Promise<MemoryProbe>): Promise<MemoryProbe[]> {
  const probed: MemoryProbe[] = [];
  for (const workers of WORKERS) probed.push(await measure(workers));
  return probed;
}

function perFurtherWorker(sizes: readonly number[]): number {
  return (sizes.at(-1)! - sizes[0]!) / (sizes.length - 1);
}
