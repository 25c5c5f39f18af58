import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { startLocalCloud, type LocalCloud } from '../../../tools/local-cloud/local-cloud';
import { NoDeadLetterQueueError, QueueNotFoundError, QueueUnavailableError } from './errors';
import { IndexingQueue } from './indexing-queue';
import { deliveryOf } from './received-message';
import { aMessage, queueOptions } from './testing/messages';

describe('IndexingQueue', () => {
  let cloud: LocalCloud;
  const opened: IndexingQueue[] = [];
  const open = (...options: Parameters<typeof queueOptions>): IndexingQueue => {
    const queue = new IndexingQueue(queueOptions(...options));
    opened.push(queue);
    return queue;
  };
  beforeAll(async () => {
    cloud = await startLocalCloud();
  });
  afterAll(async () => {
    opened.forEach((queue) => queue.onApplicationShutdown());
    await cloud.stop();
  });

  it('creates the queue with its dead-letter queue, and brings an existing one up to date', async () => {
    const name = { queueName: 'made-twice' };
    await open(cloud.endpoint, name).ensure();
    const queue = open(cloud.endpoint, { ...name, visibilityTimeoutSeconds: 45, maxReceiveCount: 3 });
    await queue.ensure();
    const QueueUrl = await queue.connection.queueUrl();
    const { Attributes } = await queue.connection.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({ VisibilityTimeout: '45', MessageRetentionPeriod: '1209600' });
    const policy = JSON.parse(Attributes?.RedrivePolicy ?? '');
    expect(policy).toEqual({ deadLetterTargetArn: expect.stringMatching(/:made-twice-dlq$/), maxReceiveCount: 3 });
    await expect(queue.ping()).resolves.toBeUndefined();
  });

  it('holds every message that was enqueued', async () => {
    const queue = open(cloud.endpoint, { queueName: 'filled' });
    await queue.ensure();
    await queue.enqueue(Array.from({ length: 25 }, (_, index) => aMessage({ image_key: `${index}.jpg` })));
    await expect(queue.depth()).resolves.toEqual({ visible: 25, inFlight: 0, delayed: 0, deadLetters: 0 });
  });

  it('takes keys that SQS would refuse as they are', async () => {
    const queue = open(cloud.endpoint, { queueName: 'odd-keys' });
    await queue.ensure();
    const image_key = 'a\u0001b\ufffe\uffff/ü😀.jpg';
    await queue.enqueue([aMessage({ image_key })]);
    const QueueUrl = await queue.connection.queueUrl();
    const { Messages } = await queue.connection.client.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages?.[0]?.Body).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]+$/);
    expect(JSON.parse(Messages?.[0]?.Body ?? '')).toEqual(aMessage({ image_key }));
  });

  it('sends a trace beside the body, which stays as it is', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const told: (string | undefined)[] = [traceparent, undefined];
    const queue = open(cloud.endpoint, { queueName: 'traced', traceparent: () => told.shift() });
    await queue.ensure();
    const QueueUrl = await queue.connection.queueUrl();
    for (const expected of [traceparent, undefined]) {
      await queue.enqueue([aMessage()]);
      const { Messages: [message = {}] = [] } = await queue.connection.client.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }));
      expect(JSON.parse(message.Body ?? '')).toEqual(aMessage());
      expect(deliveryOf(message, 10).traceparent).toBe(expected);
    }
  });

  it('tells a reason that SQS would refuse as it is', async () => {
    const queue = open(cloud.endpoint, { queueName: 'odd-reasons' });
    await queue.ensure();
    for (const problem of ['', 'a\u0000b', 'x'.repeat(5_000)]) await queue.sendToDeadLetters('text', { problem, sentAt: new Date() });
    expect((await queue.depth()).deadLetters).toBe(3);
  });

  it('keeps an unreadable body with the reason in the dead-letter queue', async () => {
    const queue = open(cloud.endpoint, { queueName: 'unreadable' });
    await queue.ensure();
    await queue.sendToDeadLetters('{"job_id":', { problem: 'the body is not JSON', sentAt: new Date(5) });
    await expect(queue.depth()).resolves.toMatchObject({ visible: 0, deadLetters: 1 });
    const QueueUrl = await queue.connection.deadLetterUrl();
    const { Messages } = await queue.connection.client.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }));
    expect(Messages?.[0]).toMatchObject({ Body: '{"job_id":', MessageAttributes: { problem: { StringValue: 'the body is not JSON' }, sent_at: { StringValue: '5' } } });
  });

  it('cannot put an unreadable body anywhere without a dead-letter queue', async () => {
    const queue = open(cloud.endpoint, { queueName: 'unreadable-dlq' });
    await expect(queue.sendToDeadLetters('text', { problem: 'the body is not JSON', sentAt: new Date() })).rejects.toThrow(NoDeadLetterQueueError);
    await expect(queue.depth()).resolves.toMatchObject({ deadLetters: 0 });
  });

  it('names the queue that does not exist and the setting to change', async () => {
    const queue = open(cloud.endpoint, { queueName: 'misspelt' });
    await expect(queue.ping()).rejects.toThrow(QueueNotFoundError);
    await expect(queue.enqueue([aMessage()])).rejects.toThrow('There is no queue "misspelt" in us-east-1. Create it, or name another one in SQS_QUEUE_NAME.');
  });

  it('says that nobody listens', async () => {
    const queue = open('http://127.0.0.1:9');
    await expect(queue.ping()).rejects.toThrow(QueueUnavailableError);
    await expect(queue.ensure()).rejects.toThrow(QueueUnavailableError);
  });
});
