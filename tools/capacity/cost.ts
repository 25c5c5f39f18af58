import { CATALOG_WRITES_PER_PHOTO, FACES_PER_PHOTO, WIRE_BYTES, WRITES_PER_ACU } from './facts';
import type { Outcome } from './outcome';
import type { Prices } from './prices';

/** libs/indexing-queue: messages are sent ten at a time, received one by one by a small task, deleted one by one. */
const REQUESTS_TO_SEND = 0.1;
const LONG_POLL_S = 5;
/** The line of a finished image. Measured on a local run, rounded up. */
const LOG_BYTES = 500;

/** US dollars for a million photos, by what they are paid for. What an idle installation costs is in infra/README.md. */
export type Cost = Readonly<Record<'instances' | 'vectors' | 'queue' | 'photos' | 'catalog' | 'network' | 'logs', number>>;

export function costPerMillion(outcome: Outcome, prices: Prices): Cost {
  const { sent, deliveries, instanceSeconds, idleHandSeconds, writeUnits } = outcome;
  const perPhoto = 1 / sent;
  const repeats = deliveries * perPhoto;
  const emptyPolls = (Math.max(0, idleHandSeconds) / LONG_POLL_S) * perPhoto;
  return {
    instances: (instanceSeconds / 3600) * prices.spot_hour * perPhoto * 1e6,
    vectors: writeUnits * perPhoto * prices.pinecone_writes_million,
    queue: (REQUESTS_TO_SEND + 2 * repeats + emptyPolls) * prices.sqs_million,
    photos: repeats * prices.s3_gets_million,
    catalog: (CATALOG_WRITES_PER_PHOTO / WRITES_PER_ACU / 3600) * prices.aurora_acu_hour * 1e6,
    network: ((FACES_PER_PHOTO * WIRE_BYTES) / 1e9) * prices.nat_gb * 1e6,
    logs: (LOG_BYTES / 1e9) * prices.logs_gb * 1e6,
  };
}

export function total(cost: Cost): number {
  return Object.values(cost).reduce((sum, part) => sum + part, 0);
}
