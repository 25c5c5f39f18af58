import { readFileSync } from 'node:fs';
import { UsageError } from '../cli/cli';
import { WAITING_S_AT_WORK } from './facts';
import { PHOTOS_AT_WORK_PER_VCPU } from './simulation';

/**
 * Seconds of one task for one photo, from the JSON line that `npm run bench` ends with. A task is held back by its CPU or by the
 * photos that it may have at work, whichever is slower: the bench reads from memory, the indexer waits for S3 and its stores.
 * Throws `UsageError` when the file says nothing of use.
 */
export function secondsPerImageOfBench(file: string, taskVcpu: number): number {
  const cpuSeconds = cpuMsPerImage(file) / 1000;
  return Math.max(cpuSeconds / taskVcpu, (cpuSeconds + WAITING_S_AT_WORK) / (PHOTOS_AT_WORK_PER_VCPU * taskVcpu));
}

/** At the detail that the service looks for faces with when nothing else is set. */
function cpuMsPerImage(file: string): number {
  const line = readFileSync(file, 'utf8').trim().split('\n').reverse().find((text) => text.startsWith('{')) ?? '';
  try {
    const figure = (JSON.parse(line) as { readonly cpu_ms?: { readonly balanced?: unknown } }).cpu_ms?.balanced;
    if (typeof figure === 'number' && figure > 0) return figure;
  } catch {
    // the message below says what is wanted
  }
  throw new UsageError(`--bench ${file} has no JSON line with "cpu_ms" as npm run bench writes it; give --seconds-per-image instead.`);
}
