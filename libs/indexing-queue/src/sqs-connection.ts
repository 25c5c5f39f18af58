import { GetQueueAttributesCommand, GetQueueUrlCommand, QueueDoesNotExist, SQSClient, SQSServiceException, type QueueAttributeName } from '@aws-sdk/client-sqs';
import { EnqueueFailedError, QueueDeniedError, QueueNotFoundError, QueueUnavailableError } from './errors';
import type { IndexingQueueOptions } from './types';

const CONNECT_TIMEOUT_MS = 2_000;
/** Above the longest poll, which is silent for 5 s. */
const IDLE_TIMEOUT_MS = 10_000;

/** The names of one answer, in SQS's two protocols. */
const denials = new Set(['AccessDenied', 'AccessDeniedException']);

/** What becomes of messages that fail again and again. */
export interface RedrivePolicy {
  readonly deadLetterUrl: string | undefined;
  /** Deliveries of one message; infinite without a dead-letter queue. */
  readonly maxReceiveCount: number;
}

/** The SQS client, and the addresses of the queue and its dead-letter queue. */
export class SqsConnection {
  readonly client: SQSClient;
  private foundUrl?: string;
  private foundPolicy?: RedrivePolicy;

  constructor(readonly options: IndexingQueueOptions) {
    const { region, endpoint, credentials } = options;
    this.client = new SQSClient({
      region,
      endpoint,
      credentials,
      // A local SQS may name itself differently in its queue URLs than the address it was reached by.
      useQueueUrlAsEndpoint: endpoint === undefined,
      requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: IDLE_TIMEOUT_MS },
    });
  }

  /** Throws `QueueNotFoundError` or `QueueUnavailableError`. */
  async queueUrl(): Promise<string> {
    return (this.foundUrl ??= await this.urlOf(this.options.queueName));
  }

  /** Where the queue's redrive policy sends messages that failed too often; undefined when it has none. */
  async deadLetterUrl(): Promise<string | undefined> {
    return (await this.redrivePolicy()).deadLetterUrl;
  }

  async redrivePolicy(): Promise<RedrivePolicy> {
    return (this.foundPolicy ??= await this.askRedrivePolicy());
  }

  async attributes(queueUrl: string, names: QueueAttributeName[]): Promise<Partial<Record<string, string>>> {
    const { Attributes } = await this.ask(() => this.client.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: names })));
    return Attributes ?? {};
  }

  /** Turns what SQS throws into this lib's errors. */
  async ask<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      const { queueName, region } = this.options;
      if (error instanceof EnqueueFailedError || error instanceof QueueUnavailableError || error instanceof QueueNotFoundError) throw error;
      if (error instanceof QueueDoesNotExist) throw new QueueNotFoundError(queueName, region, { cause: error });
      if (error instanceof SQSServiceException && denials.has(error.name)) throw new QueueDeniedError({ cause: error });
      throw new QueueUnavailableError({ cause: error });
    }
  }

  close(): void {
    this.client.destroy();
  }

  private async askRedrivePolicy(): Promise<RedrivePolicy> {
    const { RedrivePolicy } = await this.attributes(await this.queueUrl(), ['RedrivePolicy']);
    if (RedrivePolicy === undefined) return { deadLetterUrl: undefined, maxReceiveCount: Infinity };
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(RedrivePolicy) as { deadLetterTargetArn: string; maxReceiveCount: number | string };
    // arn:aws:sqs:region:account:name; SQS wants both queues in one region and account.
    const name = deadLetterTargetArn.slice(deadLetterTargetArn.lastIndexOf(':') + 1);
    return { deadLetterUrl: await this.urlOf(name), maxReceiveCount: Number(maxReceiveCount) };
  }

  private async urlOf(name: string): Promise<string> {
    const { QueueUrl } = await this.ask(() => this.client.send(new GetQueueUrlCommand({ QueueName: name })));
    return QueueUrl as string;
  }
}
