import { startArrivals } from './arrivals';
import { Autoscaler } from './autoscaler';
import { DelayedMetrics } from './delayed-metrics';
import { EventQueue } from './event-queue';
import { UPSERT_S } from './facts';
import { IndexerFleet } from './indexer-fleet';
import { MessageQueue } from './message-queue';
import type { Outcome, Sample } from './outcome';
import { Random } from './random';
import type { ScalingTable } from './scaling-table';
import type { Scenario } from './scenarios';
import { SpotInstances } from './spot-instances';
import { startSpotWeather } from './spot-weather';
import { VectorWrites } from './vector-writes';

export interface SimulationOptions {
  readonly scenario: Scenario;
  readonly table: ScalingTable;
  /** Of one task, all its workers together. */
  readonly secondsPerImage: number;
  readonly seed: number;
  /** Pinecone's limit of upsert requests a second in one namespace. */
  readonly upsertsPerSecond: number;
}

// For each worker: one photo in it, and one that is read meanwhile; the others wait for their writes (apps/indexer, IndexingConsumer).
export const PHOTOS_AT_WORK_PER_VCPU = 2;
export const PHOTOS_IN_HAND_PER_VCPU = 10;
/** Standard deviation ÷ mean of the time that a photo takes: sizes and numbers of faces differ. Assumed. */
const VARIATION = 0.5;
/** SQS delivers "occasionally" twice; the share is assumed. */
const DUPLICATES = 1e-4;
const SAMPLE_S = 5;
const LONGEST_S = 48 * 3600;

/** Runs one scenario from a sleeping fleet until everything is done and every instance is given back. */
export function simulate({ scenario, table, secondsPerImage, seed, upsertsPerSecond }: SimulationOptions): Outcome {
  const events = new EventQueue();
  // One generator for each matter: a change in one does not shuffle the others.
  const [work, producers, spot, vectorStore] = [0, 1, 2, 3].map((matter) => new Random(seed + matter * 1_000_003)) as [Random, Random, Random, Random];
  const queue = new MessageQueue(events, work, { maxReceiveCount: table.queue.max_receive_count, duplicates: DUPLICATES });
  const vectors = new VectorWrites({ requestsPerSecond: upsertsPerSecond, collections: scenario.collections, secondsOfRequest: UPSERT_S });
  const photosAtWork = PHOTOS_AT_WORK_PER_VCPU * table.indexer.task_vcpu;
  const fleet = new IndexerFleet(events, queue, vectors, {
    photosInHand: PHOTOS_IN_HAND_PER_VCPU * table.indexer.task_vcpu,
    photosAtWork,
    secondsAtWork: () => work.logNormal(photosAtWork * secondsPerImage, VARIATION),
    visibilityTimeout: table.queue.receive_visibility_s,
    random: vectorStore,
  });
  const instances = new SpotInstances(events, fleet, table);

  const samples = startSampling(events, { queue, fleet, instances, autoscaler: startScaling(events, { queue, fleet, instances, table }) });
  // After the first look at the metrics: photos that come right after it wait longest, so the cold start shown is the worst one.
  const arrivals = startArrivals(events, queue, producers, scenario.arrivals);
  startSpotWeather(events, instances, spot, scenario.spot);

  events.run(LONGEST_S, () => arrivals.over && queue.unfinished === 0 && queue.inFlight === 0 && fleet.running === 0 && instances.count === 0);
  return {
    scenario, samples, table, secondsPerImage,
    sent: queue.sent, deleted: queue.deleted, deliveries: queue.deliveries, writeRequests: vectors.requests, refusedWrites: vectors.refused, writeUnits: vectors.writeUnits,
    interruptions: instances.interruptions, instanceSeconds: instances.seconds, idleHandSeconds: idleHandSeconds(samples, photosAtWork) - fleet.busySeconds,
    lastSentAt: arrivals.lastSentAt, firstReceivedAt: fleet.firstReceivedAt ?? 0, lastDoneAt: fleet.lastDoneAt,
  };
}

interface Parts {
  readonly queue: MessageQueue;
  readonly fleet: IndexerFleet;
  readonly instances: SpotInstances;
}

function startScaling(events: EventQueue, { queue, fleet, instances, table }: Parts & { readonly table: ScalingTable }): Autoscaler {
  const { metric_period_s, queue_metric_delay_s, task_metric_delay_s } = table.assumptions;
  const metrics = new DelayedMetrics(metric_period_s, { queue: queue_metric_delay_s, tasks: task_metric_delay_s });
  const autoscaler = new Autoscaler(metrics, table);
  const look = (): void => {
    metrics.record(events.now, { visible: queue.visible, inFlight: queue.inFlight, running: fleet.running });
    const before = autoscaler.desired;
    if (autoscaler.evaluate(events.now) !== before) instances.setDesired(autoscaler.desired);
    events.schedule(metric_period_s, look);
  };
  events.schedule(0, look);
  return autoscaler;
}

function startSampling(events: EventQueue, { queue, fleet, instances, autoscaler }: Parts & { readonly autoscaler: Autoscaler }): Sample[] {
  const samples: Sample[] = [];
  const sample = (): void => {
    samples.push({
      at: events.now, visible: queue.visible, inFlight: queue.inFlight, unfinished: queue.unfinished, oldestAge: queue.oldestAge(),
      desired: autoscaler.desired, running: fleet.running, instances: instances.count,
    });
    events.schedule(SAMPLE_S, sample);
  };
  events.schedule(0, sample);
  return samples;
}

/** Seconds that running tasks could have had photos at work. */
function idleHandSeconds(samples: readonly Sample[], photosAtWork: number): number {
  return samples.reduce((sum, { running }) => sum + running * photosAtWork * SAMPLE_S, 0);
}
