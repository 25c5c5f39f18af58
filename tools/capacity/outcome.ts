import type { ScalingTable } from './scaling-table';
import type { Scenario } from './scenarios';

/** The system at one moment; `at` and `oldestAge` in seconds. */
export interface Sample {
  readonly at: number;
  readonly visible: number;
  readonly inFlight: number;
  /** Neither finished nor given up. */
  readonly unfinished: number;
  readonly oldestAge: number;
  readonly desired: number;
  readonly running: number;
  /** Ordered ones included. */
  readonly instances: number;
}

/** What happened; moments in seconds since the start. */
export interface Outcome {
  readonly scenario: Scenario;
  readonly table: ScalingTable;
  readonly secondsPerImage: number;
  readonly samples: readonly Sample[];
  readonly sent: number;
  readonly deleted: number;
  readonly deliveries: number;
  /** Upserts that the vector store took, and what it counts for them. */
  readonly writeRequests: number;
  readonly writeUnits: number;
  readonly refusedWrites: number;
  readonly interruptions: number;
  readonly instanceSeconds: number;
  /** Seconds that hands of running tasks, as many as may be at work, waited for a photo. */
  readonly idleHandSeconds: number;
  readonly lastSentAt: number;
  readonly firstReceivedAt: number;
  readonly lastDoneAt: number;
}

/** From the last photo sent to the last one finished. */
export function drainSeconds({ lastSentAt, lastDoneAt }: Outcome): number {
  return Math.max(0, lastDoneAt - lastSentAt);
}

/** Sent, but neither finished nor, at the end, about to be: left in the queue or in the dead-letter queue. */
export function stranded({ sent, deleted }: Outcome): number {
  return sent - deleted;
}

export function maxTasks({ samples }: Outcome): number {
  return samples.reduce((most, { running }) => Math.max(most, running), 0);
}

/** 99th percentile over the time during which a photo is unfinished. */
export function oldestAgeP99({ samples }: Outcome): number {
  const ages = samples.filter(({ unfinished }) => unfinished > 0).map(({ oldestAge }) => oldestAge).sort((a, b) => a - b);
  return ages[Math.ceil(ages.length * 0.99) - 1] ?? 0;
}

/** When nothing ran any more, or undefined. */
export function backToZeroAt({ samples, lastDoneAt }: Outcome): number | undefined {
  return samples.find(({ at, running, desired }) => at > lastDoneAt && running === 0 && desired === 0)?.at;
}

/**
 * Photos a second between the first one received and the last one done ÷ what the whole fleet does. The ramp counts, the cold
 * start before the first photo does not: it is the same for one photo and for a million.
 */
export function drainRateToIdeal(outcome: Outcome, since = outcome.firstReceivedAt): number {
  const rate = outcome.deleted / (outcome.lastDoneAt - since);
  return rate / (maxTasks(outcome) / outcome.secondsPerImage);
}
