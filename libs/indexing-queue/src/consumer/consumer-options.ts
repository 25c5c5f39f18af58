import type { Message } from '@aws-sdk/client-sqs';
import type { SqsModule } from '@ssut/nestjs-sqs';
import type { IndexingQueue } from '../indexing-queue';
import { receiveCountOf } from '../received-message';
import { sentAtAttribute } from '../sent-at';
import { traceparentAttribute } from '../traceparent';
import { awaitQueueUrl } from './await-queue-url';
import { laneNames } from './consumer-lane';
import type { IndexingHandler } from './indexing-handler';
import type { PollGate } from './poll-gate';

type SqsOptions = Parameters<typeof SqsModule.register>[0];
type ConsumerOptions = NonNullable<SqsOptions['consumers']>[number];

/** An idle consumer stops only when its poll comes back. */
const LONG_POLL_SECONDS = 5;
/** Then the rest is left to its visibility timeout. */
const DRAIN_MS = 90_000;
const LONGEST_RELEASE_SECONDS = 300;

export interface Division {
  readonly consumers: number;
  /** Messages that each may receive at once: few, since it polls again when the last of them is done. */
  readonly batchSize: number;
  /** Consumers that may be at work, or poll, at once. */
  readonly places: number;
}

/** How about so many messages are held, and worked on, at once. */
export function divide({ inFlight, atWork }: Pick<IndexingHandler, 'inFlight' | 'atWork'>, maxBatchSize: number): Division {
  const batchSize = Math.min(Math.ceil(inFlight / laneNames.length), maxBatchSize);
  return { batchSize, consumers: Math.min(Math.ceil(inFlight / batchSize), laneNames.length), places: Math.ceil(atWork / batchSize) };
}

/** 1, 2, 4, ... seconds: never 0, which persistent fauxqs answers with 500. Nine of them last 8.5 minutes. */
export function releaseAfterSeconds(receiveCount: number): number {
  return Math.min(2 ** (receiveCount - 1), LONGEST_RELEASE_SECONDS);
}

/**
 * Messages are handled one by one, not as batches: sqs-consumer deletes each as its own handler resolves and reports
 * each failure, while its DeleteMessageBatch ignores the answer's `Failed` list and one slow photo holds back nine others.
 */
export async function consumerOptions({ connection }: IndexingQueue, handler: IndexingHandler, gate: PollGate, signal?: AbortSignal): Promise<SqsOptions> {
  const { visibilityTimeoutSeconds, drainMs = DRAIN_MS } = connection.options;
  const { consumers, batchSize } = divide(handler, connection.options.batchSize);
  const shared: Omit<ConsumerOptions, 'name' | 'preReceiveMessageCallback'> = {
    sqs: connection.client,
    queueUrl: await awaitQueueUrl({ connection, handler, signal }),
    batchSize,
    visibilityTimeout: visibilityTimeoutSeconds,
    // A third, so that one lost heartbeat does not hand the message to another consumer.
    heartbeatInterval: Math.max(Math.floor(visibilityTimeoutSeconds / 3), 1),
    waitTimeSeconds: LONG_POLL_SECONDS,
    pollingCompleteWaitTimeMs: drainMs,
    messageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
    messageAttributeNames: [sentAtAttribute, traceparentAttribute],
    postReceiveMessageCallback: async () => gate.answered(),
    terminateVisibilityTimeout: ([message]: Message[]) => releaseAfterSeconds(receiveCountOf(message as Message)),
  };
  return { consumers: laneNames.slice(0, consumers).map((name) => ({ ...shared, name, preReceiveMessageCallback: () => gate.pass(name) })) };
}
