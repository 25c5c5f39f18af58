import { startApiProcess, type ApiProcess } from '../one-machine/api-process';
import { readMemory } from './memory';

/** Resident memory of one API process, MB. */
export interface Growth {
  /** When it answered for the first time. */
  readonly beforeMb: number;
  /** The most it ever was. */
  readonly peakMb: number;
}

/** The API's process, which is killed and started again. */
export class MortalApi {
  /** Of each process that has ended; empty where there is no /proc. */
  readonly growths: Growth[] = [];
  /** Its exit code or signal, when nobody asked for it. */
  private endedWith: number | string | undefined;
  private running: { readonly process: ApiProcess; readonly beforeMb: number | undefined } | undefined;

  constructor(private readonly env: NodeJS.ProcessEnv, private readonly main: string) {}

  async start(): Promise<void> {
    const api = await startApiProcess(this.env, this.main);
    // Its process is in a group of its own, and would go on for ever.
    process.once('exit', this.killNow);
    this.running = { process: api, beforeMb: (await readMemory(api.pid))?.nowMb };
    void api.exited.then((how) => {
      if (this.running?.process === api) this.endedWith = how;
    });
  }

  /** Throws when it has ended by itself, as one does whose memory is used up. */
  check(): void {
    if (this.endedWith !== undefined) throw new Error(`The API ended by itself with ${this.endedWith}.`);
  }

  /** Of a JSON answer of 2xx; throws with any other. */
  async ask<T>(path: string, body?: object): Promise<T> {
    const request = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${this.running?.process.url}${path}`, request);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json() as Promise<T>;
  }

  /** Resolves when its process is gone; at once when there is none. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.running === undefined) return;
    const { process: api, beforeMb } = this.running;
    this.running = undefined;
    process.off('exit', this.killNow);
    const memory = await readMemory(api.pid);
    if (memory !== undefined && beforeMb !== undefined) this.growths.push({ beforeMb, peakMb: memory.peakMb });
    if (this.endedWith === undefined) process.kill(api.pid, signal);
    await api.exited;
  }

  private readonly killNow = (): void => {
    if (this.running !== undefined && this.endedWith === undefined) process.kill(this.running.process.pid, 'SIGKILL');
  };
}
