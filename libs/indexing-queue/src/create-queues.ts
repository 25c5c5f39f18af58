import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { SqsConnection } from './sqs-connection';

/** SQS's longest: time for somebody to look before anything is lost. */
const RETENTION_SECONDS = String(14 * 24 * 3600);

/** Creates the queue and its dead-letter queue (`<name>-dlq`), or brings those that exist up to date. */
export async function createQueues(connection: SqsConnection): Promise<void> {
  const { queueName, visibilityTimeoutSeconds, maxReceiveCount } = connection.options;
  const deadLetterUrl = await createQueue(connection, `${queueName}-dlq`, { MessageRetentionPeriod: RETENTION_SECONDS });
  const { QueueArn } = await connection.attributes(deadLetterUrl, ['QueueArn']);
  await createQueue(connection, queueName, {
    MessageRetentionPeriod: RETENTION_SECONDS,
    VisibilityTimeout: String(visibilityTimeoutSeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: QueueArn, maxReceiveCount }),
  });
}

/** CreateQueue refuses attributes that differ from an existing queue's; without any it answers with that queue. */
async function createQueue({ client }: SqsConnection, name: string, attributes: Record<string, string>): Promise<string> {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name }));
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: attributes }));
  return QueueUrl as string;
}
