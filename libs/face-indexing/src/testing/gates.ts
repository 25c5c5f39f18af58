import type { Gate } from './world';

/** What a process that was killed answers to everything. */
export class Killed extends Error {}

/** Lets `steps` pass, then the process is dead: nothing it calls has any effect any more, not even giving the lease back. */
export function killedAfter(steps: number): Gate & { readonly isDead: () => boolean } {
  let left = steps;
  const gate = async (step: string): Promise<void> => {
    left -= 1;
    if (left < 0) throw new Killed(step);
  };
  return Object.assign(gate, { isDead: () => left < 0 });
}

/** Fails one named step once (`before store.upsert`: nothing was written; `after store.upsert`: it was, but nobody knows). */
export function failingOnce(failing: string, error: Error): Gate {
  let failed = false;
  return async (step) => {
    if (failed || step !== failing) return;
    failed = true;
    throw error;
  };
}

/** Stops whoever comes to the named step first, until `open` is called. */
export function barrier(at: string): { readonly gate: Gate; readonly reached: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => { open = resolve; });
  let reach = () => {};
  const reached = new Promise<void>((resolve) => { reach = resolve; });
  let used = false;
  const gate = async (step: string): Promise<void> => {
    if (used || step !== at) return;
    used = true;
    reach();
    await opened;
  };
  return { gate, reached, open };
}
