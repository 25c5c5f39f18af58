import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 25;
/** Generous: what it is for is to name what never came. */
const LONGEST_WAIT_MS = 180_000;

/** Waits for a condition, never for a time; throws with `what` when it does not come about. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, pollMs = POLL_MS): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${LONGEST_WAIT_MS / 1000} s in vain: ${what}.`);
    await delay(pollMs);
  }
}
