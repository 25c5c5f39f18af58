import { readFileSync } from 'node:fs';

/** Bytes of one line of a /proc file, 0 where there is none (not Linux). */
function readKib(file: string, line: string): number {
  try {
    return Number(new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Proportional set size: a page that n processes map counts 1/n. RSS would count every mapping of the weights again. */
export function pssMb(): number {
  return readKib('/proc/self/smaps_rollup', 'Pss') / 1e6;
}

/** Memory that no file backs. */
export function anonymousMb(pid: number | 'self' = 'self'): number {
  return readKib(`/proc/${pid}/smaps_rollup`, 'Anonymous') / 1e6;
}

/** Every page in memory, shared or not. */
export function residentMb(pid: number | 'self' = 'self'): number {
  return readKib(`/proc/${pid}/status`, 'VmRSS') / 1e6;
}

/** The most that was resident at once since the process began. */
export function peakMb(): number {
  return readKib('/proc/self/status', 'VmHWM') / 1e6;
}
