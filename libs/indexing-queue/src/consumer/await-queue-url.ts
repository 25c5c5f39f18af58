import { setTimeout as delay } from 'node:timers/promises';
import { QueueUnavailableError } from '../errors';
import type { SqsConnection } from '../sqs-connection';
import type { IndexingHandler } from './indexing-handler';

const PAUSE_MS = 1_000;
/** Long enough for a network or a local cloud that starts beside us; a deployment with wrong credentials should still fail. */
const LONGEST_WAIT_MS = 120_000;

interface Waiting {
  readonly connection: Pick<SqsConnection, 'queueUrl'>;
  readonly handler: Pick<IndexingHandler, 'ready'>;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

/** Waits for an SQS that does not answer yet. Throws `QueueNotFoundError` at once, `QueueUnavailableError` in the end. */
export async function awaitQueueUrl({ connection, handler, signal }: Waiting): Promise<string> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  let told = false;
  for (;;) {
    await handler.ready();
    try {
      return await connection.queueUrl();
    } catch (error) {
      if (!(error instanceof QueueUnavailableError) || Date.now() > deadline) throw error;
      // Not through the logger, which holds everything back until the app is up.
      if (!told) process.stderr.write('The queue does not answer; waiting for it.\n');
      told = true;
      await delay(PAUSE_MS, undefined, { signal });
    }
  }
}
