import { readFile } from 'node:fs/promises';

/** Resident memory of a process, MB. */
export interface Memory {
  readonly nowMb: number;
  /** The most since it began. */
  readonly peakMb: number;
}

/** undefined where there is no /proc, or no such process any more. */
export async function readMemory(pid: number): Promise<Memory | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [nowMb, peakMb] = ['VmRSS', 'VmHWM'].map((name) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1000));
  return nowMb === undefined || peakMb === undefined || Number.isNaN(nowMb + peakMb) ? undefined : { nowMb, peakMb };
}
