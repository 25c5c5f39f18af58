import type { InstalledPack } from '@facerec/face-pipeline';
import { probe, type ProbeInput } from './probes';
import { writeSyntheticPack } from './synthetic-r50';

/** PSS of a process with 1, 2, 3 and 4 workers. */
export interface Sharing {
  readonly preparedMb: readonly number[];
  readonly preparedPerFurtherWorkerMb: number;
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
  const plainMb = await pssOf((workers) => probe('plain', { options: { ...input.options, workers }, photos: [model] }));
  const sharing = await prepared({ ...input, options: { ...input.options, pack } });
  return { ...sharing, plainMb, plainPerFurtherWorkerMb: perFurtherWorker(plainMb), modelMb: bytes / 1e6 };
}

async function prepared({ options, photos }: ProbeInput): Promise<Sharing> {
  const preparedMb = await pssOf((workers) => probe('memory', { options: { ...options, workers }, photos }));
  return { preparedMb, preparedPerFurtherWorkerMb: perFurtherWorker(preparedMb) };
}

async function pssOf(measure: (workers: number) => Promise<{ readonly pssMb: number }>): Promise<number[]> {
  const sizes: number[] = [];
  for (const workers of WORKERS) sizes.push((await measure(workers)).pssMb);
  return sizes;
}

function perFurtherWorker(sizes: readonly number[]): number {
  return (sizes.at(-1)! - sizes[0]!) / (sizes.length - 1);
}
